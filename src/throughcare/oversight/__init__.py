"""What managers decide about cases, and whether it is carried out."""

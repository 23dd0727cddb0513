"""Enquiries, what arrives unasked, changes of circumstances, and documents."""

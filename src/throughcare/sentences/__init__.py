"""What the courts ordered."""

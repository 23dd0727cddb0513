"""The pages of service levels."""

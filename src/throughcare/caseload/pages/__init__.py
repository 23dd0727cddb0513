"""The pages of this area: giving a case to somebody."""

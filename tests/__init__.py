"""What all tests share, and the tests that belong to no single area."""

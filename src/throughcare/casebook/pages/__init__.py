"""What the demo has beside the pages of the service."""

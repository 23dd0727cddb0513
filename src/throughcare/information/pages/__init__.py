"""The pages of information: what was asked, what arrived, what changed."""

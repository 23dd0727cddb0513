"""The pages of assessments and scores."""

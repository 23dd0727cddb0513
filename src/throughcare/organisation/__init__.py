"""Who does the work: providers, teams, offices and staff."""

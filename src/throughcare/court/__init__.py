"""Reports to the court, and the allocation of each sentence by the court team."""

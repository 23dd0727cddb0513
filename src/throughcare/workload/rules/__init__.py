"""Rules of workload."""

"""Stand-ins that exist in tests only."""

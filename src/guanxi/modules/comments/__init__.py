"""Comments on records, in which people are mentioned."""

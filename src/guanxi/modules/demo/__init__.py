"""A demonstration company that nobody could take for real: made and taken away through the write door."""

"""Documents: files that belong to a record, each with its versions."""

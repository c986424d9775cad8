"""A module with a field of every type; on the shelf of modules only while the fixture `gadgets` is in use."""

"""Kinds of several values, one file each."""

"""Verbs that find Django set up."""

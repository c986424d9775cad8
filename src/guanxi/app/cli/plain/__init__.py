"""Verbs that start without Django."""

"""Recipes are followed word by word."""

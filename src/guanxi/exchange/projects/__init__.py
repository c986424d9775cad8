"""Imports as projects: plan, check, run; every step resumable."""

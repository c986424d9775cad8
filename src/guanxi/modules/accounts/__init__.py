"""Accounts: the companies behind the people."""

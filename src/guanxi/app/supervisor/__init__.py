"""Keeps the processes of one installation running: the web server and the background worker."""

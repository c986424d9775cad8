"""Measured workloads: `./guanxi bench` makes the data once and prints each figure beside its budget."""

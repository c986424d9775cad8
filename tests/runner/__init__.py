"""`./guanxi test`: every check of the project, in stages, two at a time."""

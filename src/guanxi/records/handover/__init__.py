"""Handing the records of somebody who leaves to others, and proving that nothing was lost on the way."""

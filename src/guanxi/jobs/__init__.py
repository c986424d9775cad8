"""Background work and schedules: at least once, resumable, visible.

Public files: `handlers` (declare a kind of job), `queue` (ask for work, cancel, retry),
`schedules` (declare what recurs), `worker` (the loop), `models` (the rows).
"""

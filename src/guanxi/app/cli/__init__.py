"""The command line: `./guanxi VERB …`.

One verb is one file with `configure(parser)` and `run(args) -> exit code`; its first docstring
line is its help. The file's name is the verb: `user_create.py` answers to `user create`,
`verify_audit.py` to `verify-audit`, `import_.py` to `import`. Files in `plain/` start without
Django, files in `verbs/` find it set up when they are imported.
"""

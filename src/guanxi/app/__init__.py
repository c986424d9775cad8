"""The running program: settings, addresses, plugs, commands."""

import sqlite3
import sys

# SQLite below 3.51.3 can corrupt a database when its WAL is reset; the wheel brings a sound one.
if sqlite3.sqlite_version_info < (3, 51, 3):
    import pysqlite3

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

"""Data in and out: reading foreign files, understanding tables, import and export."""

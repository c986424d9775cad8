"""A look inside a file: pages, tables and texts made of it in a child process, so that nothing of it ever runs."""

from guanxi.exchange.previews.parent import look, page, showable

__all__ = ["look", "page", "showable"]

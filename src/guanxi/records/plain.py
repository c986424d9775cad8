"""A column that no index answers."""

from django.db.models import Func


class Plain(Func):
    """A column by a form that no index answers."""

    template = "+%(expressions)s"
    arity = 1

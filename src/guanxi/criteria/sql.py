"""The first reading: a condition tree as a Q over the module's table."""

from datetime import timedelta

from django.db.models import Count, Q, QuerySet

from guanxi.criteria.nodes import Compare, Every, Negation, Node, Reader, Relation, Some
from guanxi.schema.modules import module

NOTHING = Q(pk__in=())


def to_q(reader: Reader, node: Node) -> Q:
    """The Q of `node`; every hop and relation sees only what the reader may see."""
    match node:
        case Every(nodes):
            condition = Q()
            for item in nodes:
                condition &= to_q(reader, item)
            return condition
        case Some(nodes):
            condition = NOTHING
            for item in nodes:
                condition |= to_q(reader, item) or ~NOTHING
            return condition
        case Negation(inner):
            found = to_q(reader, inner)
            return ~found if found else NOTHING
        case Compare():
            return _compare(reader, node)
        case Relation():
            return _relation(reader, node)


def _compare(reader: Reader, node: Compare) -> Q:
    condition = node.field.kit.sql(node.field, node.operator, node.argument, reader.env)
    if node.hop is None:
        return condition
    rows = _scoped(reader, node.hop.target or "").filter(condition)
    return Q(**{f"{node.hop.key}_id__in": rows.values("pk")})


def _relation(reader: Reader, node: Relation) -> Q:
    column = f"{node.lookup.key}_id"
    rows = _scoped(reader, node.related.module).filter(
        to_q(reader, node.where), **{f"{column}__isnull": False}
    )
    if node.days is not None:
        since = reader.env.now - timedelta(days=node.days)
        rows = rows.filter(**{f"{node.time_field}__gte": since, f"{node.time_field}__lte": reader.env.now})
    if node.operator in ("any", "none"):
        condition = Q(pk__in=rows.values(column))
        return condition if node.operator == "any" else ~condition
    most = node.operator == "at_most"
    bound = node.count + 1 if most else node.count
    many = rows.order_by().values(column).annotate(found=Count("pk")).filter(found__gte=bound)
    condition = Q(pk__in=many.values(column))
    return ~condition if most else condition


def _scoped(reader: Reader, module_key: str) -> QuerySet:
    owner = module(module_key)
    return owner.model._default_manager.filter(reader.visible(module_key), deleted_at__isnull=True)

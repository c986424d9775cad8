"""Who reads everything: for conditions that administrators wrote."""

from django.db.models import Q

from guanxi.access.models import User
from guanxi.kernel import clock
from guanxi.kernel.actor import Actor
from guanxi.schema.kits import Env
from guanxi.schema.modules import module


class Everything:
    """The reader of conditions that administrators wrote: all fields of all records, at the actor's time and place."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor

    @property
    def env(self) -> Env:
        """Time, zone and person of the one whose records are looked for."""
        people: frozenset[int] = frozenset()
        if self._actor.department_id is not None:
            rows = User.objects.filter(department_id=self._actor.department_id)
            people = frozenset(rows.values_list("pk", flat=True))
        actor = self._actor
        return Env(clock.now(), actor.zone, actor.user_id, people, actor.locale)

    def readable(self, module_key: str) -> frozenset[str]:
        """Every field."""
        return frozenset(module(module_key).fields)

    def covered(self, module_key: str) -> frozenset[str]:
        """None."""
        return frozenset()

    def visible(self, module_key: str) -> Q:
        """Every record."""
        return Q()

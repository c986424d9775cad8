"""What one actor may read: the reader that criteria and both doors ask."""

from collections.abc import Hashable, Mapping
from functools import cached_property

from django.db.models import Q

from guanxi.access import questions
from guanxi.access.models import User
from guanxi.access.reach import Told, either
from guanxi.access.rights import pin
from guanxi.kernel import clock
from guanxi.kernel.actor import Actor
from guanxi.records.hits import Text
from guanxi.schema.kits import Env


class ActorReader:
    """The readable fields and visible records of one actor, asked once per request."""

    def __init__(self, actor: Actor) -> None:
        self.actor = pin(actor)
        self._fields: dict[str, frozenset[str]] = {}
        self._masks: dict[str, Mapping[str, str]] = {}
        self._visible: dict[str, Q] = {}
        self._each: dict[str, Q] = {}
        self._told: dict[str, Told | None] = {}
        self._texts: dict[str, Text] = {}

    @cached_property
    def sight(self) -> Hashable:
        """What everything that the reader sees depends on."""
        return questions.sight(self.actor)

    @cached_property
    def env(self) -> Env:
        """Time, zone and person for conditions."""
        users: frozenset[int] = frozenset()
        if self.actor.department_id is not None:
            people = User.objects.filter(department_id=self.actor.department_id)
            users = frozenset(people.values_list("pk", flat=True)[:2000])
        return Env(clock.now(), self.actor.zone, self.actor.user_id, users, self.actor.locale)

    def readable(self, module_key: str) -> frozenset[str]:
        """Keys of the fields that the actor may read."""
        if module_key not in self._fields:
            self._fields[module_key] = questions.readable(self.actor, module_key)
        return self._fields[module_key]

    def masks(self, module_key: str) -> Mapping[str, str]:
        """The fields of which the actor is shown a mask, "covered" or "masked"."""
        if module_key not in self._masks:
            self._masks[module_key] = questions.masks(self.actor, module_key)
        return self._masks[module_key]

    def shown(self, module_key: str) -> frozenset[str]:
        """Keys of the fields of which the actor is shown the value or a mask."""
        return self.readable(module_key) | frozenset(self.masks(module_key))

    def covered(self, module_key: str) -> frozenset[str]:
        """Keys of the fields that may be asked whether they are what the actor knows, and revealed."""
        return frozenset(key for key, level in self.masks(module_key).items() if level == "covered")

    def visible(self, module_key: str) -> Q:
        """The records that the actor may see."""
        if module_key not in self._visible:
            self._visible[module_key] = questions.visible(self.actor, module_key)
        return self._visible[module_key]

    def told(self, module_key: str) -> Told | None:
        """What search documents tell of all that the actor sees; None where they do not tell it."""
        if module_key not in self._told:
            ways = questions.ways(self.actor, module_key, by="documents")
            self._told[module_key] = ways[0].told if len(ways) == 1 else None
        return self._told[module_key]

    def text(self, typed: str) -> Text:
        """What a search text finds for the actor, looked up once."""
        return self._texts.setdefault(typed, Text(typed))

    def visible_each(self, module_key: str) -> Q:
        """The records that the actor may see, in the form that suits a question about one record after the other: it
        spares a look at all that is open to the actor."""
        if module_key not in self._each:
            ways = questions.ways(self.actor, module_key)
            self._each[module_key] = either(one.each for one in ways) if ways else self.visible(module_key)
        return self._each[module_key]

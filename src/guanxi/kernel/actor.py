"""Who acts."""

from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from guanxi.kernel.errors import Refusal
from guanxi.kernel.i18n import DEFAULT_LOCALE

DEFAULT_TIME_ZONE = "Asia/Shanghai"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person (or the system on a person's behalf) with what every decision needs to know.

    `roles` are role ids, those of the post included. `origin` tells the audit where from. `rights` are what
    `access.rights` pinned to the actor for one piece of work, so that all of it is decided by the same.
    """

    user_id: int | None
    name: str = ""
    roles: tuple[int, ...] = ()
    department_id: int | None = None
    locale: str = DEFAULT_LOCALE
    time_zone: str = DEFAULT_TIME_ZONE
    origin: str = "system"
    scopes: frozenset[str] | None = None
    is_system: bool = field(default=False)
    rights: Any = field(default=None, compare=False, repr=False)

    @property
    def person_id(self) -> int:
        """The id of the person who acts. Raises Refusal (401) for the system and for nobody."""
        if self.user_id is None:
            raise Refusal("unauthenticated", status=401)
        return self.user_id

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which the actor's days begin and end."""
        return ZoneInfo(self.time_zone)


SYSTEM = Actor(user_id=None, name="system", is_system=True)

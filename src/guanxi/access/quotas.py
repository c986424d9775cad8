"""What a person may do in a day of what could carry data away: reveal covered values, export."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F

from guanxi.access import leaving
from guanxi.access.models import Quota
from guanxi.kernel import clock
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Refusal
from guanxi.kernel.i18n import listed

# So many people are named to somebody who has to ask.
NAMED = 3


@dataclass(frozen=True, slots=True)
class Day:
    """How much of a kind somebody may have in a day (None: any number), has had today, and has left."""

    limit: int | None
    used: int

    @property
    def left(self) -> int | None:
        """How much there is left today."""
        return None if self.limit is None else max(self.limit - self.used, 0)


def take(actor: Actor, kind: str, amount: int, limit: int | None) -> date:
    """Count `amount` of a kind for the actor's day, in the running transaction; which day that is. Raises Refusal (429)
    when it would be more than `limit`."""
    day = today(actor)
    row, _ = Quota.objects.get_or_create(user_id=actor.person_id, kind=kind, day=day)
    fits = Quota.objects.filter(pk=row.pk)
    if limit is not None and amount > 0:
        # One conditional statement: two calls at once cannot both have the last one.
        fits = fits.filter(used__lte=limit - amount)
    if not fits.update(used=F("used") + amount):
        raise refusal(actor, kind, amount, Day(limit, used(actor, kind)))
    return day


def give_back(user_id: int, kind: str, day: date, amount: int) -> None:
    """Take back what was counted on a day and did not happen."""
    rows = Quota.objects.filter(user_id=user_id, kind=kind, day=day, used__gte=amount)
    rows.update(used=F("used") - amount)


def refusal(actor: Actor, kind: str, wanted: int, day: Day) -> Refusal:
    """Why no more: the limit, what is left, what was wanted, when it begins anew, whom to ask."""
    people = [one.name for one in leaving.administrators() if one.pk != actor.user_id][:NAMED]
    midnight = clock.day_start(today(actor) + timedelta(days=1), actor.zone)
    after = max(1, int((midnight - clock.now()).total_seconds()))
    whom = listed(people, actor.locale) or "—"
    said = {"limit": f"{day.limit:,}", "left": f"{day.left:,}", "wanted": f"{wanted:,}", "whom": whom}
    return Refusal(f"{kind}_quota", status=429, after=after, **said)


def used(actor: Actor, kind: str) -> int:
    """How many of a kind the actor has had today."""
    rows = Quota.objects.filter(user_id=actor.person_id, kind=kind, day=today(actor))
    return rows.values_list("used", flat=True).first() or 0


def drop_old() -> int:
    """Forget the days before last week; how many counts there were."""
    return Quota.objects.filter(day__lt=clock.now().date() - timedelta(days=7)).delete()[0]


def today(actor: Actor) -> date:
    """The actor's own day."""
    return clock.today(clock.now(), actor.zone)

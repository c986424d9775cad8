"""What headers and words of follow-up files mean."""

from guanxi.exchange.plans import PLANS
from guanxi.exchange.schema_plan import SchemaPlan


class ActivityPlan(SchemaPlan):
    """A row is a talk or a task; contact and account are found by their names."""

    key = "activities"
    concepts = {
        "kind": ("follow_up_kind", "activity_kind"),
        "subject": ("subject", ""),
        "at": ("last_contact", ""),
        "contact": ("name", ""),
        "account": ("company", ""),
        "content": ("follow_up", ""),
        "duration": ("duration", ""),
        "location": ("place", ""),
        "next_follow_up": ("next_follow_up", ""),
        "due_at": ("due_at", ""),
        "priority": ("", "priority"),
        "done": ("done", ""),
    }


PLANS.add(ActivityPlan())

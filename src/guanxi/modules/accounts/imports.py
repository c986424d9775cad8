"""What headers and words of account files mean."""

from guanxi.exchange.plans import PLANS
from guanxi.exchange.schema_plan import SchemaPlan


class AccountPlan(SchemaPlan):
    """A row is a company, found by its credit code or its name."""

    key = "accounts"
    concepts = {
        "name": ("company", ""),
        "kinds": ("type", "account_kind"),
        "industry": ("industry", "industry"),
        "size": ("employees", ""),
        "revenue": ("revenue", ""),
        "products": ("products", ""),
        "stage": ("stage", "life_stage"),
        "grade": ("level", "level"),
        "fax": ("fax", ""),
        "website": ("website", ""),
        "credit_code": ("org_code", ""),
        "source": ("source", ""),
        "description": ("remark", ""),
        "next_follow_up": ("next_follow_up", ""),
    }


PLANS.add(AccountPlan())

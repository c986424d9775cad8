"""How a row of a spreadsheet becomes a contact, its account and its follow-up."""

from collections.abc import Mapping
from typing import Any

from guanxi.access import questions
from guanxi.exchange.plans import PLANS, Assembled, Plan
from guanxi.exchange.targets import PART_LABELS, words_of
from guanxi.exchange.understand import Target
from guanxi.kernel.actor import Actor
from guanxi.kernel.i18n import L
from guanxi.kernel.text import is_shared, normal
from guanxi.records.identify import NAMED_EMAIL
from guanxi.schema.fields import FieldDef
from guanxi.schema.modules import module

# target key -> (concept of the header dictionary, concept of the value dictionary)
_CONTACT = {
    "name": ("name", ""),
    "surname": ("surname", ""),
    "given_name": ("given_name", ""),
    "gender": ("gender", "gender"),
    "title": ("title", ""),
    "department": ("department", ""),
    "decision_role": ("decision_role", "decision_role"),
    "phones:mobile": ("mobile", ""),
    "phones:work": ("phone", ""),
    "phones:other": ("phone_other", ""),
    "emails": ("email", ""),
    "emails:other": ("email_other", ""),
    "socials": ("", ""),
    "socials:wechat": ("wechat", ""),
    "socials:qq": ("qq", ""),
    "socials:whatsapp": ("whatsapp", ""),
    "socials:linkedin": ("linkedin", ""),
    "socials:weibo": ("weibo", ""),
    "addresses": ("address", ""),
    "addresses:region": ("region", ""),
    "addresses:postcode": ("postcode", ""),
    "addresses:country": ("country", ""),
    "addresses:province": ("province", ""),
    "addresses:city": ("city", ""),
    "addresses:district": ("district", ""),
    "types": ("type", "contact_type"),
    "stage": ("stage", "stage"),
    "source": ("source", "source"),
    "intent": ("intent", "intent"),
    "expected_amount": ("amount", ""),
    "first_contact": ("first_contact", ""),
    "next_follow_up": ("next_follow_up", ""),
    "birthday": ("birthday", ""),
    "hobbies": ("hobbies", ""),
    "liked_products": ("", ""),
    "description": ("remark", ""),
    "tags": ("tags", ""),
    "owner": ("owner", ""),
    "external_id": ("external_id", ""),
}
_ACCOUNT = {
    "name": ("company", ""),
    "industry": ("industry", "industry"),
    "size": ("employees", ""),
    "revenue": ("revenue", ""),
    "products": ("products", ""),
    "grade": ("level", "level"),
    "website": ("website", ""),
    "fax": ("fax", ""),
    "credit_code": ("org_code", ""),
}
_ACTIVITY = {
    "content": ("follow_up", ""),
    "kind": ("follow_up_kind", "activity_kind"),
    "at": ("last_contact", ""),
}
# what makes the record beside the contact: without it there is none
_MADE_BY = {"accounts": "accounts.name", "activities": "activities.content"}
_MULTIPLE = frozenset({"phones:work", "phones:other", "emails:other", "description", "tags", "content"})
_PART_LABELS = {
    **PART_LABELS,
    "at": L("跟进时间", "跟進時間", "Follow-up time"),
    "content": L("跟进内容", "跟進內容", "Follow-up text"),
    "kind": L("跟进方式", "跟進方式", "Follow-up kind"),
}


class ContactPlan(Plan):
    """Account, contact and follow-up from one row."""

    key = "contacts"

    def targets(self, actor: Actor) -> list[Target]:
        """Fields of contacts, accounts and activities that the actor may set."""
        found: list[Target] = []
        for module_key, fields in (("contacts", _CONTACT), ("accounts", _ACCOUNT), ("activities", _ACTIVITY)):
            writable = questions.writable(actor, module_key, "create")
            owner = module(module_key)
            for key, (concept, words) in fields.items():
                item = owner.fields[key.partition(":")[0]]
                if item.key in writable:
                    found.append(_target(module_key, key, item, concept, words, actor.locale))
        return found

    def assemble(self, values: Mapping[str, Any], match_on: list[str]) -> Assembled:
        """The records of a row."""
        parts = _by_module(values)
        contact, account, activity = parts["contacts"], parts["accounts"], parts["activities"]
        result = Assembled(contact)
        result.account = account if account.get("name") else None
        result.keys = _keys(contact, match_on)
        if activity.get("content"):
            result.activities = [{"kind": "note", **activity}]
        return result


PLANS.add(ContactPlan())


def _target(module_key: str, key: str, item: FieldDef, concept: str, words: str, locale: str) -> Target:
    label = _PART_LABELS.get(key, item.label)
    options = tuple((one.value, (one.label.zh_cn, one.label.zh_tw, one.label.en)) for one in item.options)
    return Target(
        f"{module_key}.{key}",
        label.get(locale),
        module_key,
        item.type,
        synonyms=words_of(item, ":work", label) if key == "phones:work" else (),
        concept=concept,
        required=item.required and module_key == "contacts",
        multiple=key in _MULTIPLE,
        options=options,
        words=words,
        needs=_MADE_BY.get(module_key, ""),
    )


def _by_module(values: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    parts: dict[str, dict[str, Any]] = {"contacts": {}, "accounts": {}, "activities": {}}
    for target, value in values.items():
        module_key, _, key = target.partition(".")
        if value not in (None, "", [], {}):
            parts[module_key][key] = value
    return parts


def _keys(contact: Mapping[str, Any], match_on: list[str]) -> list[tuple[str, str]]:
    """Mobiles and e-mails identify a person; a switchboard does not, and a mailbox of the house only with the name."""
    found: list[tuple[str, str]] = []
    if "external_id" in match_on and contact.get("external_id"):
        found.append(("external_id", normal(str(contact["external_id"]))))
    if "mobile" in match_on:
        mobiles = [entry for entry in contact.get("phones", ()) if entry["type"] == "mobile"]
        found += [("mobile", entry["value"].partition(";")[0]) for entry in mobiles]
    if "email" in match_on:
        found += [_mailbox_key(entry["value"].lower(), contact) for entry in contact.get("emails", ())]
    return found


def _mailbox_key(email: str, contact: Mapping[str, Any]) -> tuple[str, str]:
    if is_shared(email):
        return NAMED_EMAIL, f"{email}\n{normal(str(contact.get('name') or ''))}"
    return "email", email

"""Owners by name: known people are taken, unknown ones are asked about once."""

from collections.abc import Mapping

from guanxi.access import accounts, questions
from guanxi.access.directory import people_by_name
from guanxi.exchange.models import ImportProject
from guanxi.kernel.actor import Actor
from guanxi.kernel.text import normal

People = Mapping[str, list[int]]
INVITE = "invite"
# What people do who own customers.
ROLE = "sales"


def resolve(actor: Actor, project: ImportProject, name: str, people: People) -> int | None:
    """The user whom an owner's name means; None when it is unknown and not settled: it is kept as text."""
    settled = {normal(key): value for key, value in project.options.get("owner", {}).items()}
    choice = settled.get(normal(name))
    if choice == "me":
        return actor.person_id
    if choice and choice.isdigit():
        return int(choice)
    if choice == INVITE:
        return None
    found = people.get(normal(name), [])
    return found[0] if len(found) == 1 else None


def may_invite(actor: Actor) -> bool:
    """Whether the importer may make people of unknown names."""
    return questions.can(actor, "people.manage", "")


def invite(actor: Actor, project: ImportProject) -> list[tuple[str, str]]:
    """Invite the people whom the importer wants invited, each name once; their names with the tokens of their links.

    From then on the import's options name the invited persons. Raises Forbidden.
    """
    choices: dict[str, str | None] = dict(project.options.get("owner", {}))
    people, made = people_by_name(), []
    for name, choice in choices.items():
        if choice != INVITE:
            continue
        known = people.get(normal(name), [])
        if not known:
            user, token = accounts.invite(actor, name, "", None, [ROLE])  # per chunk: once for each new name
            known = people[normal(name)] = [user.pk]
            made.append((name, token))
        choices[name] = str(known[0])
    project.options["owner"] = choices
    return made


def forget_absent(project: ImportProject, names: set[str]) -> None:
    """Take back the wish to invite somebody whom no row names, such as after another choice of columns."""
    here = {normal(name) for name in names}
    choices: dict[str, str | None] = project.options.get("owner", {})
    project.options["owner"] = {
        name: choice for name, choice in choices.items() if choice != INVITE or normal(name) in here
    }


def unknown(actor: Actor, project: ImportProject, names: set[str]) -> list[str]:
    """The names that nobody has been settled for."""
    people = people_by_name()
    settled = {normal(key) for key in project.options.get("owner", {})}
    open_names = {name for name in names if normal(name) not in settled}
    return sorted(name for name in open_names if resolve(actor, project, name, people) is None)

"""What the mails about actions and summaries say: values for their templates."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from flask_babel import gettext as _
from sqlalchemy import select

from lcm.actions.changes import OPEN_STATES
from lcm.actions.links import PURPOSE, action_token
from lcm.actions.models import Action, ActionState
from lcm.actions.queries import ActionLine, actions_owned_by, lines
from lcm.actions.summaries import Group
from lcm.calendar.told import ToldMeeting, told_then
from lcm.db import db
from lcm.i18n import force_locale
from lcm.mail.models import OutboxMail
from lcm.mail.outbox import Contents
from lcm.mail.render import link
from lcm.people.identity import first_name
from lcm.people.models import Person
from lcm.people.queries import persons_at
from lcm.web.filters import short_day
from lcm.web.tokens import token

MOST_SHOWN: Final = 40


def assigned(mail: OutboxMail) -> Contents | None:
    """Ask a new owner to accept; nothing once they answered or somebody else has it."""
    line = _waiting_line(mail)
    return None if line is None else Contents({**_greeting(mail), **shown_cards([line])})


def handed_over(mail: OutboxMail) -> Contents | None:
    """Ask who was named by the owner before to accept; nothing once they answered."""
    line = _waiting_line(mail)
    if line is None:
        return None
    return Contents({**_greeting(mail), **shown_cards([line]), "giver": mail.facts["giver"]})


def reminder(mail: OutboxMail) -> Contents | None:
    """Remind of what is still open of what the mail was queued for; nothing if that is none.

    What else the owner has open stands below it.
    """
    owner = db.session.get(Person, mail.object_id)
    owned = lines(actions_owned_by([owner])) if owner else []
    due = [line for line in owned if line.item.public_id in mail.facts["actions"]]
    if not due:
        return None
    others = [line for line in owned if line not in due]
    return Contents({**_greeting(mail), **shown_cards(due), "others": _cards(others[:MOST_SHOWN])})


def new_link(mail: OutboxMail) -> Contents | None:
    """Give the links to all open actions of an address; nothing if it has none."""
    owned = lines(actions_owned_by(persons_at(mail.to_address)))
    return Contents(shown_cards(owned)) if owned else None


def summary(mail: OutboxMail) -> Contents:
    """Tell one person what came out of a meeting, own actions first, as it was when it was sent."""
    facts = mail.facts
    meeting = told_then(facts["meeting"])
    successor = told_then(facts["next"]) if facts["next"] else None
    return Contents(
        {
            **_greeting(mail),
            **{name: facts[name] for name in ("opening", "number", "votes", "decisions")},
            "welcome": _welcome(mail, meeting),
            "meeting": meeting,
            "room": facts["room"],
            "cards": [_told_card(told) for told in facts["actions"][:MOST_SHOWN]],
            "action_count": len(facts["actions"]),
            "next_meeting": successor,
            "next_page": link("meetings.show", slug=successor.slug) if successor else "",
            "all_links": link("actions.new_link"),
        }
    )


def shown_cards(owned: Sequence[ActionLine]) -> dict[str, Any]:
    """Return what the parts of mails about actions want: cards to answer, and where more are."""
    return {
        "cards": _cards(owned[:MOST_SHOWN]),
        "action_count": len(owned),
        "all_links": link("actions.new_link"),
    }


def _welcome(mail: OutboxMail, meeting: ToldMeeting) -> str:
    """Return the first sentences: another for who was there, for who was not, for others."""
    with force_locale(mail.locale):
        words = {"day": short_day(meeting.starts_local), "title": meeting.title}
        if mail.facts["group"] == Group.PRESENT:
            said = _("You were there on %(day)s. This is what came out of “%(title)s”.", **words)
        elif mail.facts["group"] == Group.ABSENT:
            said = _(
                "You could not be there on %(day)s. This is what came out of “%(title)s”.", **words
            )
        else:
            said = _("This is what came out of “%(title)s” on %(day)s.", **words)
        if mail.facts["number"] > 1:
            said += " " + _("This version is corrected; it takes the place of the one you had.")
    return str(said)


def _waiting_line(mail: OutboxMail) -> ActionLine | None:
    """Return the action the mail asks about, while it waits for the answer of its person."""
    action = db.session.scalar(select(Action).where(Action.item_id == mail.object_id))
    if action is None or action.version != mail.facts["version"]:
        return None
    is_waiting = action.state == ActionState.PROPOSED and action.owner is not None
    return lines([action])[0] if is_waiting and action.item.hidden_at is None else None


def _greeting(mail: OutboxMail) -> dict[str, Any]:
    return {"first_name": first_name(mail.to_name)}


def _cards(owned: Sequence[ActionLine]) -> list[dict[str, Any]]:
    return [
        {
            "text": line.item.text,
            "due_on": line.action.due_on,
            "priority": line.priority.label if line.priority else "",
            "meeting": line.meeting.title,
            "is_waiting": line.action.state == ActionState.PROPOSED,
            "page": link("actions.show", token=action_token(line.action)),
        }
        for line in owned
        if line.action.state in OPEN_STATES
    ]


def _told_card(told: dict[str, Any]) -> dict[str, Any]:
    page = link("actions.show", token=token(PURPOSE, told["id"], told["version"]))
    return {
        "text": told["text"],
        "due_on": date.fromisoformat(told["due_on"]) if told["due_on"] else None,
        "priority": told["priority"],
        "is_waiting": told["state"] == ActionState.PROPOSED,
        "page": page,
    }

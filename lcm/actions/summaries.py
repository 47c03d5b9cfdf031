"""Writes the summary of a meeting and sends it: one mail per person, once per version."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from lcm.actions.models import Action, Item, Summary, SummaryNotPossible
from lcm.actions.summary_facts import Brought, brought, personal_facts, shared_facts
from lcm.clock import now
from lcm.communities.models import Membership
from lcm.db import db
from lcm.mail import outbox
from lcm.mail.models import OutboxMail
from lcm.mail.outbox import About, To
from lcm.mail.queries import mails_of
from lcm.meetings.models import Meeting, MeetingState
from lcm.meetings.operations import hold
from lcm.people.identity import name_key
from lcm.people.models import Person
from lcm.registration.models import Place, Registration, RegistrationState
from lcm.registration.posting import contact_of

KIND: Final = "actions/summary"


class Group(StrEnum):
    """Why somebody may get the summary; everybody is in the first group that fits."""

    PRESENT = "present"
    ABSENT = "absent"
    OWNERS = "owners"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who may get the summary, and the language to write to them in."""

    person: Person
    group: Group
    locale: str


def find_summary(meeting: Meeting) -> Summary | None:
    """Return the newest version of the meeting's summary; None before any was written."""
    return db.session.scalar(
        select(Summary)
        .where(Summary.meeting_id == meeting.id)
        .order_by(Summary.number.desc())
        .limit(1)
    )


def recipients(meeting: Meeting) -> list[Recipient]:
    """Return everybody who may get the summary, by group and name; nobody twice."""
    found: dict[int, Recipient] = {}
    for group, persons in _groups(meeting).items():
        for person, locale in persons:
            shown = Recipient(person, group, person.locale or locale or meeting.locale)
            found.setdefault(person.id, shown)
    order = list(Group)
    return sorted(
        found.values(), key=lambda one: (order.index(one.group), name_key(one.person.name))
    )


def write_opening(meeting: Meeting, opening: str) -> Summary:
    """Keep the opening words of the version that is not sent yet, made when there is none.

    Up to 2,000 characters. Raises SummaryNotPossible before the session has started.
    """
    meeting = hold(meeting)
    summary = _unsent(meeting)
    summary.opening = opening
    db.session.flush()
    return summary


def send(meeting: Meeting, groups: Collection[Group]) -> int:
    """Queue the summary for everybody in ``groups`` who did not get this version yet.

    Returns how many mails that are: a second press queues none. The first press freezes what
    the summary tells. Raises SummaryNotPossible before the session has started.
    """
    meeting = hold(meeting)
    summary = find_summary(meeting) or _unsent(meeting)
    if summary.sent_at is None:
        _require_started(meeting)
        summary.facts, summary.sent_at = shared_facts(meeting), now()
        db.session.flush()
    told = brought(meeting)
    chosen = [one for one in recipients(meeting) if one.group in groups]
    return sum(_queue(summary, recipient, told) for recipient in chosen)


def correct(meeting: Meeting) -> Summary:
    """Return a new version, with the same opening words, of a summary that was sent.

    Safe to repeat: while a version is not sent, that one is returned.
    """
    return _unsent(hold(meeting))


def facts_for(summary: Summary, recipient: Recipient, told: Brought) -> dict[str, Any]:
    """Return what the mail to ``recipient`` tells: frozen when the summary is sent."""
    shared = summary.facts if summary.sent_at else shared_facts(summary.meeting)
    return {
        **shared,
        **personal_facts(recipient.person, told),
        "opening": summary.opening,
        "group": recipient.group.value,
        "number": summary.number,
    }


def previewed(summary: Summary, recipient: Recipient) -> OutboxMail:
    """Return the mail as ``recipient`` got this version, or would get it now; kept nowhere.

    Its links open nothing: they are another person's, and no version of an action is 0.
    """
    facts = _facts_sent(summary, recipient) or facts_for(
        summary, recipient, brought(summary.meeting)
    )
    actions = [{**action, "version": 0} for action in facts["actions"]]
    return OutboxMail(
        kind=KIND,
        object_id=summary.id,
        facts={**facts, "actions": actions},
        to_name=recipient.person.name,
        to_address=recipient.person.email,
        locale=recipient.locale,
        subject="",
    )


def sent_mails(summary: Summary) -> Sequence[OutboxMail]:
    """Return the mails of this version, by name: their state per person."""
    mails = [mail for mail in mails_of(summary.meeting_id, KIND) if mail.object_id == summary.id]
    return sorted(mails, key=lambda mail: name_key(mail.to_name))


def unsaved(meeting: Meeting, opening: str) -> Summary:
    """Return a first version that is kept nowhere, to preview a summary nobody wrote at yet."""
    return Summary(meeting_id=meeting.id, meeting=meeting, number=1, opening=opening, facts={})


def _unsent(meeting: Meeting) -> Summary:
    _require_started(meeting)
    last = find_summary(meeting)
    if last is not None and last.sent_at is None:
        return last
    number, opening = (last.number + 1, last.opening) if last else (1, "")
    summary = Summary(meeting=meeting, number=number, opening=opening, facts={})
    db.session.add(summary)
    db.session.flush()
    return summary


def _require_started(meeting: Meeting) -> None:
    is_held = meeting.state in (MeetingState.PUBLISHED, MeetingState.CLOSED)
    if not is_held or not meeting.has_begun:
        raise SummaryNotPossible


def _queue(summary: Summary, recipient: Recipient, told: Brought) -> int:
    person = recipient.person
    contact = contact_of(summary.meeting.community)
    is_queued = outbox.enqueue(
        _key(summary, recipient),
        to=To(person.name, person.email, recipient.locale),
        kind=KIND,
        about=About(
            object_id=summary.id,
            meeting_id=summary.meeting_id,
            facts=facts_for(summary, recipient, told),
            reply_to=contact.email if contact else "",
        ),
    )
    return int(is_queued)


def _facts_sent(summary: Summary, recipient: Recipient) -> dict[str, Any] | None:
    key = _key(summary, recipient)
    return db.session.scalar(select(OutboxMail.facts).where(OutboxMail.key == key))


def _key(summary: Summary, recipient: Recipient) -> str:
    return f"summary:{summary.public_id}:{recipient.person.public_id}"


def _groups(meeting: Meeting) -> dict[Group, list[tuple[Person, str]]]:
    registered = _registered(meeting)
    absent_states = (RegistrationState.CONFIRMED,)
    return {
        Group.PRESENT: [(one.person, one.locale) for one, is_here in registered if is_here],
        Group.ABSENT: [
            (one.person, one.locale) for one, _here in registered if one.state in absent_states
        ],
        Group.OWNERS: [(person, "") for person in _owners(meeting)],
        Group.OTHERS: [
            *((one.person, one.locale) for one, _here in registered),
            *((person, "") for person in _members(meeting)),
        ],
    }


def _registered(meeting: Meeting) -> Sequence[tuple[Registration, bool]]:
    rows = db.session.execute(
        select(Registration, Place.present_at)
        .join(Registration.person)
        .outerjoin(Place, Place.registration_id == Registration.id)
        .where(Registration.meeting_id == meeting.id)
        .options(contains_eager(Registration.person))
    )
    return [(registration, present_at is not None) for registration, present_at in rows]


def _owners(meeting: Meeting) -> Sequence[Person]:
    owned = select(Action.owner_id).join(Action.item).where(Item.meeting_id == meeting.id)
    return db.session.scalars(select(Person).where(Person.id.in_(owned))).all()


def _members(meeting: Meeting) -> Sequence[Person]:
    members = select(Membership.person_id).where(Membership.community_id == meeting.community_id)
    return db.session.scalars(select(Person).where(Person.id.in_(members))).all()

"""A vote that is open until a moment: opened by mail, answered by personal link, reminded once."""

from datetime import datetime, timedelta
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from lcm.calendar.told import told
from lcm.clock import now
from lcm.db import db, for_each
from lcm.errors import DomainError
from lcm.live import operations
from lcm.live.ballots import participation
from lcm.live.models import PollRound, RoundState
from lcm.live.refusals import StepNotPossible
from lcm.mail import outbox
from lcm.mail.models import OutboxMail
from lcm.mail.outbox import About, To
from lcm.meetings.models import Meeting
from lcm.registration import places
from lcm.registration.models import Registration
from lcm.registration.posting import contact_of
from lcm.registration.queries import confirmed, find_place

LAST_CALL: Final = timedelta(days=1)
ASKED, REMINDED = "live/vote_until", "live/vote_reminder"


class MomentNotPossible(DomainError):
    message = _l("Choose a moment still to come, at most 30 days after the session.")
    status = 422


def open_until(round_: PollRound, until: datetime) -> int:
    """Open a draft round until ``until`` and mail everybody with a seat their own link.

    Returns how many mails were queued. The code of the meeting works from now on. Raises
    MomentNotPossible, StepNotPossible (also for questions, which are no vote), AnotherRoundOpen.
    """
    _require_moment(round_.poll.meeting, until)
    if round_.poll.kind == "questions":
        raise StepNotPossible
    operations.open_round(round_)
    round_.is_beforehand, round_.closes_at = True, until
    operations.make_live(round_.poll.meeting)
    return _ask(round_)


def move_end(round_: PollRound, until: datetime) -> None:
    """Let an open round end at ``until`` instead; mails nobody. Raises as `open_until` does."""
    _require_moment(round_.poll.meeting, until)
    db.session.refresh(round_, with_for_update=True)
    if round_.state != RoundState.OPEN or not round_.is_beforehand:
        raise StepNotPossible
    round_.closes_at = until
    operations.make_live(round_.poll.meeting)
    operations.touch(round_.poll.meeting_id)


def window(meeting: Meeting) -> tuple[datetime, datetime]:
    """Return between which instants a vote of ``meeting`` may end; the first is excluded."""
    return now(), meeting.ends_at + operations.AFTER


def reminder_at(opened_at: datetime, closes_at: datetime) -> datetime:
    """Return when the silent are reminded: a day before the end, or halfway if that is later."""
    return closes_at - min(LAST_CALL, (closes_at - opened_at) / 2)


def remind_silent(at: datetime) -> None:
    """Mail who got a seat since a vote was opened, and remind once who has not voted yet.

    Late and repeated runs add nothing: the outbox knows one mail of a kind per person and round.
    """
    open_now = select(PollRound.id).where(
        PollRound.is_beforehand, PollRound.state == RoundState.OPEN, PollRound.closes_at > at
    )

    def tell(round_id: int) -> None:
        _tell(round_id, at)

    for_each(db.session.scalars(open_now).all(), tell)


def asked_count(round_: PollRound) -> int:
    """Return how many people were mailed about ``round_``."""
    return len(_told(round_, ASKED))


def _tell(round_id: int, at: datetime) -> None:
    round_ = db.session.get_one(PollRound, round_id, with_for_update=True)
    if round_.state != RoundState.OPEN or not round_.opened_at or not round_.closes_at:
        return
    _ask(round_)
    remind_at = reminder_at(round_.opened_at, round_.closes_at)
    if at < remind_at:
        return
    # Who got a seat lately was asked lately, and is not urged on the same day.
    by = round_.opened_at + (remind_at - round_.opened_at) / 2
    due = _told(round_, ASKED, by=by) - _told(round_, REMINDED)
    has_voted = participation.voted(round_)
    for registration in confirmed(round_.poll.meeting):
        place = find_place(registration) if registration.id in due else None
        if place is not None and place.id not in has_voted:
            _queue(round_, registration, REMINDED)


def _ask(round_: PollRound) -> int:
    """Queue the first mail for all with a seat who have none yet, and make their places."""
    told_before = _told(round_, ASKED)
    new = [one for one in confirmed(round_.poll.meeting) if one.id not in told_before]
    for registration in new:
        places.place_of(registration)
        _queue(round_, registration, ASKED)
    return len(new)


def _told(round_: PollRound, kind: str, by: datetime | None = None) -> set[int | None]:
    """Return the registrations that a mail of ``kind`` about ``round_`` was queued for."""
    found = select(OutboxMail.object_id).where(
        OutboxMail.meeting_id == round_.poll.meeting_id,
        OutboxMail.key.startswith(f"{kind}:{round_.public_id}:"),
    )
    return set(db.session.scalars(found.where(OutboxMail.created_at <= by) if by else found))


def _queue(round_: PollRound, registration: Registration, kind: str) -> None:
    meeting, person = round_.poll.meeting, registration.person
    contact = contact_of(meeting.community)
    outbox.enqueue(
        f"{kind}:{round_.public_id}:{registration.public_id}",
        to=To(person.name, person.email_key, registration.locale),
        kind=kind,
        about=About(
            object_id=registration.id,
            meeting_id=meeting.id,
            facts={"round": round_.public_id, "meeting": told(meeting).as_facts()},
            reply_to=contact.email if contact else "",
        ),
    )


def _require_moment(meeting: Meeting, until: datetime) -> None:
    first, last = window(meeting)
    if not first < until <= last:
        raise MomentNotPossible

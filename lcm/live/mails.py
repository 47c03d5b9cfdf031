"""What the mails about a vote before the meeting are made from."""

from sqlalchemy import select

from lcm.calendar.told import told_then
from lcm.clock import now
from lcm.db import db
from lcm.live.ballots import participation
from lcm.live.models import PollRound, RoundState
from lcm.mail.models import OutboxMail
from lcm.mail.outbox import Contents
from lcm.mail.render import link
from lcm.people.identity import first_name
from lcm.registration.models import Registration, RegistrationState
from lcm.registration.queries import find_place
from lcm.registration.tokens import place_token
from lcm.web.filters import local


def vote_until(mail: OutboxMail) -> Contents | None:
    """Ask somebody with a seat to vote by a link of their own; nothing once it is too late."""
    registration = db.session.get(Registration, mail.object_id)
    round_ = _open_round(mail)
    if round_ is None or round_.closes_at is None or registration is None:
        return None
    if registration.state != RegistrationState.CONFIRMED:
        return None
    meeting = round_.poll.meeting
    return Contents(
        {
            "meeting": told_then(mail.facts["meeting"]),
            "first_name": first_name(mail.to_name),
            "question": round_.poll.question,
            "locale": meeting.locale,
            "is_before": now() < meeting.starts_at,
            "until": local(round_.closes_at, meeting.zone),
            "vote_page": link("live.vote_by_link", token=place_token(registration)),
        }
    )


def vote_reminder(mail: OutboxMail) -> Contents | None:
    """Ask once more; nothing for who has voted since the mail was queued."""
    contents = vote_until(mail)
    round_, registration = _open_round(mail), db.session.get(Registration, mail.object_id)
    if contents is None or round_ is None or registration is None:
        return None
    place = find_place(registration)
    has_voted = place is not None and place.id in participation.voted(round_)
    return None if has_voted else contents


def _open_round(mail: OutboxMail) -> PollRound | None:
    round_ = db.session.scalar(
        select(PollRound).where(
            PollRound.public_id == mail.facts["round"], PollRound.state == RoundState.OPEN
        )
    )
    return round_ if round_ and round_.closes_at and now() < round_.closes_at else None

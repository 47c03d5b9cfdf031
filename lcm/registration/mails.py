"""What the mails about registering say: values for their templates, and calendar files."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from flask_babel import gettext as _

from lcm.calendar import ics
from lcm.calendar.ics import CalendarMeeting, Recipient
from lcm.calendar.told import ToldMeeting, entry, told, told_then
from lcm.clock import HOME_ZONE, now
from lcm.db import db
from lcm.i18n import force_locale
from lcm.mail.models import OutboxMail
from lcm.mail.outbox import Contents
from lcm.mail.render import link, rendered
from lcm.meetings.models import Meeting
from lcm.people.identity import first_name
from lcm.people.models import Person
from lcm.registration.models import (
    Invitation,
    InvitationState,
    Registration,
    RegistrationState,
)
from lcm.registration.queries import (
    UNDO_MINUTES,
    is_registration_open,
    may_undo,
    registrations_at,
    seat_rules,
    seat_shares,
    waiting_position,
)
from lcm.registration.tokens import invitation_token, place_token
from lcm.web.filters import clock_time, day, local, span

_LINKS_RENEWED_FOR: Final = timedelta(days=30)


def invitation(mail: OutboxMail) -> Contents | None:
    """Invite somebody by a link of their own; nothing once they answered or it is too late."""
    invited = db.session.get(Invitation, mail.object_id)
    if invited is None or invited.state != InvitationState.INVITED:
        return None
    if not is_registration_open(invited.meeting):
        return None
    answer = link("registration.answer_invitation", token=invitation_token(invited))
    return Contents(_invitation_values(mail, invited.meeting, answer))


def sample_invitation(meeting: Meeting, reader: Person) -> str:
    """Return the HTML of the invitation to ``meeting`` as ``reader`` would get it; queues nothing.

    Its button leads to the public form, for there is no invitation yet.
    """
    mail = OutboxMail(
        kind="registration/invitation",
        facts={"meeting": told(meeting).as_facts()},
        to_name=reader.name,
        to_address=reader.email,
        locale=meeting.locale,
        subject=meeting.title,
    )
    form = link("registration.register", slug=meeting.slug)
    return rendered(mail, _invitation_values(mail, meeting, form)).html


def confirmed(mail: OutboxMail) -> Contents | None:
    """Say that the seat is certain, with the file for the calendar."""
    return _with_invite(mail, {})


def promoted(mail: OutboxMail) -> Contents | None:
    """Say that a seat became free, with the file for the calendar."""
    return _with_invite(mail, {})


def waiting(mail: OutboxMail) -> Contents | None:
    """Say which turn it is, with a tentative entry for the calendar."""
    registration = db.session.get(Registration, mail.object_id)
    if registration is None:
        return None
    rules = seat_rules(registration.meeting)
    values = {
        "position": mail.facts["position"],
        "claim_hours": rules.claim_hours,
        "straight_hours": rules.straight_hours,
        "is_by_domain": bool(seat_shares(registration.meeting)),
    }
    return _with_invite(mail, values, tentative=True)


def offered(mail: OutboxMail) -> Contents | None:
    """Say until when a seat is kept; nothing once that was answered or has passed."""
    registration = db.session.get(Registration, mail.object_id)
    if registration is None or registration.state != RegistrationState.OFFERED:
        return None
    if registration.offered_until is None:
        return None
    until = local(registration.offered_until, registration.meeting.zone)
    return Contents({**_place_values(mail, registration), "until": until})


def lapsed(mail: OutboxMail) -> Contents | None:
    """Say that nobody took the seat in time, and take the meeting out of the calendar."""
    registration = db.session.get(Registration, mail.object_id)
    if registration is None:
        return None
    return Contents(_place_values(mail, registration), _removal(mail))


def already(mail: OutboxMail) -> Contents | None:
    """Say how the place stands that somebody asked for twice; nothing if it was cancelled."""
    registration = db.session.get(Registration, mail.object_id)
    if registration is None or registration.state == RegistrationState.CANCELLED:
        return None
    is_waiting = registration.state == RegistrationState.WAITING
    position = waiting_position(registration) if is_waiting else 0
    return Contents({**_place_values(mail, registration), "position": position})


def cancelled(mail: OutboxMail) -> Contents | None:
    """Take the meeting out of one person's calendar, and say until when it can be undone."""
    registration = db.session.get(Registration, mail.object_id)
    if registration is None:
        return None
    at = registration.cancelled_at
    until = local(at + UNDO_MINUTES, HOME_ZONE) if at and may_undo(registration) else None
    return Contents({**_place_values(mail, registration), "undo_until": until}, _removal(mail))


def meeting_changed(mail: OutboxMail) -> Contents | None:
    """Say first what changed, with the file that changes it in the calendar."""
    with force_locale(mail.locale):
        sentences = list(_changes(told_then(mail.facts["meeting"]), mail.facts["was"]))
    values = {"changes": sentences, "is_waiting": mail.facts["is_waiting"]}
    changed = " ".join(sentences)
    return _with_invite(mail, values, tentative=mail.facts["is_waiting"], changed=changed)


def meeting_cancelled(mail: OutboxMail) -> Contents | None:
    """Say that the meeting is cancelled and why, with the file that shows it in the calendar."""
    reason = mail.facts["reason"]
    shown = _entry(mail, raised=mail.facts["raised"], is_public=True)
    file = ics.cancellation(shown, _recipient(mail), now(), reason=reason)
    return Contents({**_meeting_values(mail), "reason": reason}, file)


def new_link(mail: OutboxMail) -> Contents | None:
    """Give the links of an address to its places, up to a month after; nothing if none."""
    places = [
        (registration, _place_page(registration))
        for registration in registrations_at(mail.to_address)
        if now() < registration.meeting.ends_at + _LINKS_RENEWED_FOR
    ]
    return Contents({"places": places}) if places else None


def _with_invite(
    mail: OutboxMail, values: Mapping[str, Any], *, tentative: bool = False, changed: str = ""
) -> Contents | None:
    registration = db.session.get(Registration, mail.object_id)
    if registration is None:
        return None
    shown = _entry(mail, raised=mail.facts["raised"], is_public=tentative)
    file = ics.invite(shown, _recipient(mail), now(), tentative=tentative, changed=changed)
    by = mail.facts.get("by", "")
    return Contents({**_place_values(mail, registration), "by": by, **values}, file)


def _place_values(mail: OutboxMail, registration: Registration) -> dict[str, Any]:
    return {**_meeting_values(mail), "place_page": _place_page(registration)}


def _meeting_values(mail: OutboxMail) -> dict[str, Any]:
    meeting = told_then(mail.facts["meeting"])
    return {
        "meeting": meeting,
        "first_name": first_name(mail.to_name),
        "public_page": _public_page(meeting),
    }


def _invitation_values(mail: OutboxMail, meeting: Meeting, answer: str) -> dict[str, Any]:
    is_by_invitation = seat_rules(meeting).is_by_invitation
    values = {"answer_page": answer, "is_by_invitation": is_by_invitation}
    return {**_meeting_values(mail), **values}


def _place_page(registration: Registration) -> str:
    return link("registration.place", token=place_token(registration))


def _public_page(meeting: ToldMeeting) -> str:
    return link("meetings.show", slug=meeting.slug)


def _entry(mail: OutboxMail, *, raised: int, is_public: bool = False) -> CalendarMeeting:
    meeting = told_then(mail.facts["meeting"])
    return entry(meeting, _public_page(meeting), raised=raised, is_public=is_public)


def _removal(mail: OutboxMail) -> bytes:
    # The removal is numbered one above what the calendar holds, and this removal is counted in.
    shown = _entry(mail, raised=mail.facts["raised"] - 1, is_public=True)
    return ics.removal(shown, _recipient(mail), now())


def _recipient(mail: OutboxMail) -> Recipient:
    return Recipient(mail.to_name, mail.to_address)


def _changes(meeting: ToldMeeting, was: Mapping[str, Any]) -> Iterator[str]:
    """Yield a sentence for each thing that is different from what people were told."""
    if "starts_local" in was:
        before = datetime.fromisoformat(was["starts_local"])
        yield _(
            "The date or time has changed. It is now %(now)s; it was %(before)s.",
            now=_moment(meeting.starts_local, meeting.minutes),
            before=_moment(before, was.get("minutes", meeting.minutes)),
        )
    elif "minutes" in was:
        yield _("It now ends at %(time)s.", time=clock_time(meeting.ends_local))
    if "place" in was and meeting.place:
        yield _("The place has changed. It is now: %(place)s.", place=meeting.place)
    if "place" in was and not meeting.place:
        yield _("The session is now online only.")
    if "link" in was:
        yield _("The link to take part online has changed.")
    if "title" in was:
        yield _("The session is now called “%(title)s”.", title=meeting.title)


def _moment(starts_local: datetime, minutes: int) -> str:
    return f"{day(starts_local)}, {span(starts_local, minutes)}"

"""A meeting as a calendar file that Outlook, Google and Apple take for what it is."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote

from icalendar import Calendar, Event, Timezone, vCalAddress, vUri

from lcm.meetings.running import UnknownZone
from lcm.people.identity import clean_paragraphs, clean_text

# icalendar's own add_missing_timezones() writes lists of dates, which Outlook does not read; it
# wants one rule for summer and one for winter (MS-STANOICAL 2.2.47).
_ZONES: Final = {
    "Europe/Amsterdam": """\
BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19700329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""
}

# A bound against accidents only: what people may type is bounded where they type it.
_LIMIT: Final = 100_000

_URI_CHARACTERS: Final = ":/?#[]@!$&'()*+,;=%~-._"


@dataclass(frozen=True, slots=True)
class CalendarMeeting:
    """What a calendar shows of a meeting: local naive times in ``zone``, ``modified_at`` aware.

    ``place``, ``link``, ``description`` and ``url`` may be ""; ``link`` is where to join online,
    ``url`` the meeting's page. No text may hold a personal link: colleagues see each other's
    calendars.
    """

    uid: str
    sequence: int
    title: str
    starts_local: datetime
    ends_local: datetime
    zone: str
    place: str
    link: str
    description: str
    url: str
    organiser_name: str
    organiser_address: str
    modified_at: datetime


@dataclass(frozen=True, slots=True)
class Recipient:
    """The one person whom a calendar file is for."""

    name: str
    address: str


def invite(
    meeting: CalendarMeeting,
    to: Recipient,
    now: datetime,
    *,
    tentative: bool = False,
    changed: str = "",
) -> bytes:
    """Give the file that puts ``meeting`` in one person's calendar, or changes it there.

    METHOD:REQUEST (RFC 5546, 3.2.2) with ``to`` as the only attendee. ``changed`` says in words
    what is different and becomes the first line; ``tentative`` is for who has no seat yet. The
    caller raises ``sequence`` when times or place changed and keeps it for a typo. Raises
    UnknownZone.
    """
    event = _event(meeting, now, opening=changed)
    event.add("status", "TENTATIVE" if tentative else "CONFIRMED")
    _add_attendee(event, to)
    return _file(meeting.zone, "REQUEST", event)


def cancellation(meeting: CalendarMeeting, to: Recipient, now: datetime, *, reason: str) -> bytes:
    """Give the file that shows one person that the whole ``meeting`` is cancelled, and why.

    METHOD:CANCEL with STATUS:CANCELLED (RFC 5546, 3.2.5). The caller has raised ``sequence``
    above that of every file sent before. Raises UnknownZone.
    """
    event = _event(meeting, now, opening=reason)
    event.add("status", "CANCELLED")
    _add_attendee(event, to)
    return _file(meeting.zone, "CANCEL", event)


def removal(meeting: CalendarMeeting, to: Recipient, now: datetime) -> bytes:
    """Give the file that takes one person out of a ``meeting`` that goes on for the others.

    METHOD:CANCEL without STATUS (RFC 5546, 3.2.5), numbered one above ``sequence``. A later
    invite to the same person must be numbered at least as high, or calendars take it for old.
    Raises UnknownZone.
    """
    event = _event(replace(meeting, sequence=meeting.sequence + 1), now)
    _add_attendee(event, to)
    return _file(meeting.zone, "CANCEL", event)


def publication(meeting: CalendarMeeting, now: datetime, *, cancelled: bool = False) -> bytes:
    """Give the file for "add to calendar", the same for everybody.

    METHOD:PUBLISH without attendees (RFC 5546, 3.2.1). Raises UnknownZone.
    """
    event = _event(meeting, now)
    event.pop("last-modified")
    event.add("last-modified", meeting.modified_at.astimezone(UTC))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return _file(meeting.zone, "PUBLISH", event)


def _event(meeting: CalendarMeeting, now: datetime, *, opening: str = "") -> Event:
    event = Event()
    event.add("uid", meeting.uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("last-modified", now.astimezone(UTC))
    for name, local in (("dtstart", meeting.starts_local), ("dtend", meeting.ends_local)):
        event.add(name, local, parameters={"TZID": meeting.zone})
    event.add("summary", _line(meeting.title))
    event["organizer"] = _mailbox(meeting.organiser_name, meeting.organiser_address)
    _add_place(event, meeting)
    _add_text(event, "description", _description(meeting, opening))
    return event


def _add_place(event: Event, meeting: CalendarMeeting) -> None:
    link = _web_address(meeting.link)
    _add_text(event, "location", _line(meeting.place) or link)
    if link:
        event.add("conference", vUri(link), parameters={"VALUE": "URI", "FEATURE": "VIDEO"})
    if page := _web_address(meeting.url):
        event.add("url", vUri(page))


def _add_text(event: Event, name: str, text: str) -> None:
    if text:
        event.add(name, text)


def _add_attendee(event: Event, to: Recipient) -> None:
    attendee = _mailbox(to.name, to.address)
    attendee.params["CUTYPE"] = "INDIVIDUAL"
    attendee.params["ROLE"] = "REQ-PARTICIPANT"
    attendee.params["PARTSTAT"] = "NEEDS-ACTION"
    # Answers go through our own buttons; nobody reads a REPLY yet.
    attendee.params["RSVP"] = "FALSE"
    event.add("attendee", attendee)


def _mailbox(name: str, address: str) -> vCalAddress:
    mailbox = vCalAddress("mailto:" + "".join(_line(address).split()))
    # A double quote would be written as ^' (RFC 6868), which few calendars read.
    if shown := _line(name).replace('"', "'"):
        mailbox.params["CN"] = shown
    return mailbox


def _description(meeting: CalendarMeeting, opening: str) -> str:
    text = clean_paragraphs(meeting.description, limit=_LIMIT)
    links = (_web_address(meeting.link), _web_address(meeting.url))
    parts = [clean_paragraphs(opening, limit=_LIMIT), text]
    parts += [link for link in dict.fromkeys(links) if link not in text]
    return "\n\n".join(part for part in parts if part)


def _web_address(text: str) -> str:
    address = quote("".join(_line(text).split()), safe=_URI_CHARACTERS)
    return address if address.startswith(("https://", "http://")) else ""


def _line(text: str) -> str:
    return clean_text(text, limit=_LIMIT)


def _file(zone: str, method: str, event: Event) -> bytes:
    if zone not in _ZONES:
        raise UnknownZone(zone)
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//lcm//Learning Community Manager//EN")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(Timezone.from_ical(_ZONES[zone]))
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written

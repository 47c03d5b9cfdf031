"""The rules that a calendar file must keep to be taken for what it is, asserted on any bytes."""

import re
import unicodedata
from datetime import UTC, date, datetime
from email.message import EmailMessage
from typing import Any

import vobject
from icalendar import Calendar, Event

STATUSES = {
    "REQUEST": {"CONFIRMED", "TENTATIVE"},
    "CANCEL": {"CANCELLED", None},
    "PUBLISH": {"CONFIRMED", "TENTATIVE", "CANCELLED"},
}
TEXTS = ("SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT")
SPECIAL_UNESCAPED = re.compile(r"(?<!\\)(?:\\\\)*[,;]")
ESCAPES = re.compile(r"\\.", re.DOTALL)


def assert_calendar_file(raw: bytes, *, recipient: str | None = None) -> list[Event]:
    """Assert every rule of RFC 5545, 5546 and ours that one file can break; give its events.

    ``recipient`` is the address that must be the only attendee.
    """
    _assert_lines(raw)
    calendar = Calendar.from_ical(raw)
    assert isinstance(calendar, Calendar)
    events = [part for part in calendar.subcomponents if isinstance(part, Event)]
    assert events, "no VEVENT"
    _assert_calendar(calendar)
    for event in events:
        _assert_event(event)
        _assert_method(event, str(calendar["METHOD"]), recipient)
    _assert_one_uid(events, str(calendar["METHOD"]))
    _assert_vobject_agrees(raw, events)
    return events


def assert_calendar_part(part: EmailMessage, *, recipient: str | None = None) -> list[Event]:
    """Assert the same of a part of a mail, and that its method is the file's (RFC 6047, 2.4)."""
    assert part.get_content_type() == "text/calendar"
    assert part.get_param("charset") == "utf-8"
    raw = part.get_payload(decode=True)
    assert isinstance(raw, bytes)
    if part["Content-Transfer-Encoding"] != "base64":
        # The line ends of other encodings are the transport's, and CRLF on the wire.
        raw = re.sub(rb"\r?\n", b"\r\n", raw)
    events = assert_calendar_file(raw, recipient=recipient)
    assert part.get_param("method") == str(Calendar.from_ical(raw)["METHOD"])
    return events


def assert_follows(earlier: bytes, later: bytes) -> None:
    """Assert that a calendar which holds ``earlier`` takes ``later`` for its successor.

    The UID stays; SEQUENCE never falls, rises when times changed and for a cancel (RFC 5546,
    2.1.4 and 3.2.5); a change of words alone leaves it as it is.
    """
    before, after = (Calendar.from_ical(raw) for raw in (earlier, later))
    (old,), (new,) = before.walk("VEVENT"), after.walk("VEVENT")
    assert old["UID"] == new["UID"]
    assert new["DTSTAMP"].dt >= old["DTSTAMP"].dt
    moved = any(old[name].dt != new[name].dt for name in ("DTSTART", "DTEND"))
    if moved or after["METHOD"] == "CANCEL":
        assert new["SEQUENCE"] > old["SEQUENCE"]
    elif old.get("LOCATION") == new.get("LOCATION"):
        assert new["SEQUENCE"] == old["SEQUENCE"]
    assert new["SEQUENCE"] >= old["SEQUENCE"]


def _assert_lines(raw: bytes) -> None:
    assert raw.endswith(b"\r\n")
    assert not re.search(rb"[\r\n]", raw.replace(b"\r\n", b"")), "a CR or LF on its own"
    for line in raw.split(b"\r\n"):
        assert len(line) <= 75, f"{len(line)} octets: {line!r}"
        text = line.decode()
        wrong = [char for char in text if unicodedata.category(char) in {"Cc", "Zl", "Zp"}]
        assert not wrong, f"control characters {wrong}"
    for line in raw.replace(b"\r\n ", b"").decode().split("\r\n"):
        name, _, value = line.partition(":")
        if name.partition(";")[0] in TEXTS:
            assert not SPECIAL_UNESCAPED.search(value), f"unescaped: {line}"
            assert set(ESCAPES.findall(value)) <= {"\\,", "\\;", "\\n", "\\\\"}


def _assert_calendar(calendar: Calendar) -> None:
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    assert calendar["METHOD"] in STATUSES
    used = {
        value.params["TZID"]
        for event in calendar.walk("VEVENT")
        for value in event.values()
        if hasattr(value, "params") and "TZID" in value.params
    }
    zones = {str(zone["TZID"]): zone for zone in calendar.walk("VTIMEZONE")}
    assert used == set(zones), "a TZID and its VTIMEZONE go together (RFC 5545, 3.6.5)"
    for zone in zones.values():
        assert sorted(part.name for part in zone.subcomponents) == ["DAYLIGHT", "STANDARD"]
        assert all("RRULE" in part and "RDATE" not in part for part in zone.subcomponents)


def _assert_event(event: Event) -> None:
    assert "METHOD" not in event
    assert event["UID"]
    assert "@" not in event["UID"], "the UID names a host or a person (RFC 7986, 5.3)"
    assert event["DTSTAMP"].to_ical().endswith(b"Z")
    assert "SUMMARY" in event
    assert int(event.get("SEQUENCE", 0)) >= 0
    starts, ends = event["DTSTART"], event["DTEND"]
    assert type(starts.dt) is type(ends.dt)
    assert ends.dt > starts.dt
    if not isinstance(starts.dt, datetime):
        assert isinstance(starts.dt, date)
        assert starts.params["VALUE"] == ends.params["VALUE"] == "DATE"
    elif "RRULE" in event and starts.dt.tzinfo is not None:
        assert not re.search(rb"UNTIL=\w+(?<!Z)(;|$)", event["RRULE"].to_ical())


def _assert_method(event: Event, method: str, recipient: str | None) -> None:
    assert event.get("STATUS") in STATUSES[method]
    assert str(event["ORGANIZER"]).lower().startswith("mailto:")
    attendees = _several(event.get("ATTENDEE", []))
    if method == "PUBLISH":
        assert not attendees, "PUBLISH must not carry ATTENDEE (RFC 5546, 3.2.1)"
        return
    assert len(attendees) == 1, "nobody sees another's name"
    assert attendees[0].params["RSVP"] == "FALSE"
    assert {"ROLE", "PARTSTAT"} <= set(attendees[0].params)
    if recipient is not None:
        assert str(attendees[0]) == f"mailto:{recipient}"
    if method == "CANCEL":
        assert event["SEQUENCE"] > 0, "a cancel follows an invite (RFC 5546, 3.2.5)"


def _assert_one_uid(events: list[Event], method: str) -> None:
    assert method == "PUBLISH" or len({str(event["UID"]) for event in events}) == 1
    masters = {str(event["UID"]): event for event in events if "RECURRENCE-ID" not in event}
    for event in events:
        master = masters.get(str(event["UID"]))
        if master is not None and "RECURRENCE-ID" in event:
            zone = master["DTSTART"].params.get("TZID")
            assert event["RECURRENCE-ID"].params.get("TZID") == zone
            assert event.get("SEQUENCE", 0) >= master.get("SEQUENCE", 0)


def _assert_vobject_agrees(raw: bytes, events: list[Event]) -> None:
    others = vobject.readOne(raw.decode()).vevent_list
    for ours, other in zip(events, others, strict=True):
        assert other.uid.value == str(ours["UID"])
        assert other.summary.value == str(ours["SUMMARY"])
        for name in ("DTSTART", "DTEND"):
            assert _instant(getattr(other, name.lower()).value) == _instant(ours[name].dt)


def _instant(value: date) -> date:
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]

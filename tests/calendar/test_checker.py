"""The checker itself: each rule refuses a file that breaks only that rule."""

from dataclasses import replace
from email.message import EmailMessage

import pytest

from lcm.calendar.ics import cancellation, invite, publication, removal
from tests.calendar.checker import assert_calendar_file, assert_calendar_part, assert_follows
from tests.calendar.samples import FATIMA, MEETING, NOW

INVITE = invite(MEETING, FATIMA, NOW)
CANCEL = cancellation(replace(MEETING, sequence=1), FATIMA, NOW, reason="Ziek")
PUBLICATION = publication(MEETING, NOW)
GUEST = b"ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:eve@example.org\r\n"


@pytest.mark.parametrize(
    ("raw", "old", "new"),
    [
        (INVITE, b"\r\n", b"\n"),
        (INVITE, b"SUMMARY:", b"SUMMARY:" + b"a" * 75),
        (INVITE, b"Kick-off\\;", b"Kick-off;"),
        (INVITE, b"Kick-off\\;", b"Kick-off\\:"),
        (INVITE, b"Kick-off", b"Kick\x0boff"),
        (INVITE, b"Kick-off", "Kick\u2028off".encode()),
        (INVITE, b"METHOD:REQUEST\r\n", b""),
        (INVITE, b"BEGIN:VEVENT\r\n", b"BEGIN:VEVENT\r\nMETHOD:REQUEST\r\n"),
        (INVITE, b"TZID:Europe/Amsterdam", b"TZID:Europe/Berlin"),
        (INVITE, b"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\n", b""),
        (INVITE, b"UID:5f0c9a1e", b"UID:host@5f0c9a1e"),
        (INVITE, b"DTSTAMP:20260201T093000Z", b"DTSTAMP:20260201T093000"),
        (INVITE, b"T163000", b"T130000"),
        (INVITE, b"STATUS:CONFIRMED", b"STATUS:CANCELLED"),
        (INVITE, b"RSVP=FALSE", b"RSVP=TRUE"),
        (INVITE, b"BEGIN:VEVENT\r\n", b"BEGIN:VEVENT\r\n" + GUEST),
        (INVITE, b"SEQUENCE:0", b"SEQUENCE:0\r\nRRULE:FREQ=DAILY;UNTIL=20260401T120000"),
        (CANCEL, b"STATUS:CANCELLED", b"STATUS:CONFIRMED"),
        (CANCEL, b"SEQUENCE:1", b"SEQUENCE:0"),
        (PUBLICATION, b"BEGIN:VEVENT\r\n", b"BEGIN:VEVENT\r\n" + GUEST),
    ],
)
def test_a_file_that_breaks_one_rule_is_refused(raw: bytes, old: bytes, new: bytes) -> None:
    broken = raw.replace(old, new)

    assert broken != raw
    assert_calendar_file(raw)
    with pytest.raises((AssertionError, KeyError)):
        assert_calendar_file(broken)


def test_a_file_for_somebody_else_is_refused() -> None:
    with pytest.raises(AssertionError):
        assert_calendar_file(INVITE, recipient="eve@example.org")


@pytest.mark.parametrize(("method", "is_right"), [("REQUEST", True), ("CANCEL", False)])
def test_the_method_of_the_mail_must_be_that_of_the_file(method: str, is_right: bool) -> None:
    mail = EmailMessage()
    mail.set_content(INVITE.decode(), subtype="calendar", params={"method": method})

    if is_right:
        assert_calendar_part(mail, recipient="fatima@example.org")
    else:
        with pytest.raises(AssertionError):
            assert_calendar_part(mail)


@pytest.mark.parametrize(
    "later",
    [
        invite(replace(MEETING, ends_local=MEETING.starts_local.replace(hour=18)), FATIMA, NOW),
        invite(replace(MEETING, title="Kickoff", sequence=1), FATIMA, NOW),
        invite(replace(MEETING, uid="other"), FATIMA, NOW),
        cancellation(MEETING, FATIMA, NOW, reason=""),
    ],
)
def test_a_wrong_number_or_name_does_not_follow(later: bytes) -> None:
    assert_follows(INVITE, removal(MEETING, FATIMA, NOW))

    with pytest.raises(AssertionError):
        assert_follows(INVITE, later)

"""Calendar files: the rules of every method, and hostile words."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcm.calendar.ics import (
    CalendarMeeting,
    Recipient,
    cancellation,
    invite,
    publication,
    removal,
)
from lcm.meetings.running import UnknownZone
from lcm.people.identity import clean_paragraphs, clean_text
from tests.calendar.checker import assert_calendar_file, assert_follows
from tests.calendar.samples import FATIMA, MEETING, NOW

hostile = st.text(st.characters(), max_size=120) | st.sampled_from(
    [
        "a\r\nATTENDEE:mailto:eve@example.org",
        "END:VEVENT\r\nBEGIN:VEVENT",
        'Petra "P," Jansen;RSVP=TRUE:x',
        "back\\slash\\n and \\, and ^n ^' ^^",
        "\v\x85\u2028\u2029\0\ud800\u202egnp.exe",
        "👩‍👩‍👧‍👦" * 40,
        "é" * 80,
    ]
)
meetings = st.builds(
    replace,
    st.just(MEETING),
    title=hostile,
    place=hostile,
    link=hostile | st.just("https://meet.example.org/a b?x=1,2;3"),
    description=hostile,
    url=hostile,
    organiser_name=hostile,
)
recipients = st.builds(Recipient, name=hostile, address=st.just("fatima@example.org"))
WRITTEN = r"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//lcm//Learning Community Manager//EN
CALSCALE:GREGORIAN
METHOD:REQUEST
BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY:Kick-off\; Den Haag\, samen
DTSTART;TZID=Europe/Amsterdam:20260312T140000
DTEND;TZID=Europe/Amsterdam:20260312T163000
DTSTAMP:20260201T093000Z
UID:5f0c9a1e-4c1b-4c57-9a51-0d6b3f0e7a10
SEQUENCE:0
ATTENDEE;CN="Fatima Amrani";CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;ROLE=R
 EQ-PARTICIPANT;RSVP=FALSE:mailto:fatima@example.org
DESCRIPTION:Welkom.\n\nNeem iemand mee.\n\nhttps://lcm.example.org/m/kick-
 off
LAST-MODIFIED:20260201T093000Z
LOCATION:Stadhuis\, Spui 70
ORGANIZER;CN="Netwerk Kansrijke Start":mailto:netwerk@example.org
STATUS:CONFIRMED
URL:https://lcm.example.org/m/kick-off
END:VEVENT
END:VCALENDAR
"""


def test_an_invite_reads_exactly_like_this() -> None:
    raw = invite(MEETING, FATIMA, NOW)

    assert raw.decode().replace("\r\n", "\n") == WRITTEN
    assert_calendar_file(raw, recipient="fatima@example.org")


def test_who_has_no_seat_yet_gets_a_tentative_entry() -> None:
    (event,) = assert_calendar_file(invite(MEETING, FATIMA, NOW, tentative=True))

    assert event["STATUS"] == "TENTATIVE"


def test_a_change_says_first_what_is_different() -> None:
    moved = replace(MEETING, sequence=1, place="Bibliotheek")

    (event,) = assert_calendar_file(invite(moved, FATIMA, NOW, changed="Andere plek."))

    assert str(event["DESCRIPTION"]).startswith("Andere plek.\n\nWelkom.")
    assert_follows(invite(MEETING, FATIMA, NOW), invite(moved, FATIMA, NOW))


def test_a_cancellation_carries_its_reason_and_the_status() -> None:
    raw = cancellation(replace(MEETING, sequence=1), FATIMA, NOW, reason="Te weinig\r\nmensen")

    (event,) = assert_calendar_file(raw, recipient="fatima@example.org")

    assert b"\r\nMETHOD:CANCEL\r\n" in raw
    assert event["STATUS"] == "CANCELLED"
    assert str(event["DESCRIPTION"]).startswith("Te weinig\nmensen\n\nWelkom.")
    assert_follows(invite(MEETING, FATIMA, NOW), raw)


def test_removing_one_person_says_nothing_about_the_meeting() -> None:
    raw = removal(MEETING, FATIMA, NOW)

    (event,) = assert_calendar_file(raw, recipient="fatima@example.org")

    assert b"\r\nMETHOD:CANCEL\r\n" in raw
    assert "STATUS" not in event
    assert event["SEQUENCE"] == 1
    assert_follows(invite(MEETING, FATIMA, NOW), raw)


def test_a_publication_names_nobody_and_keeps_the_time_of_the_change() -> None:
    (event,) = assert_calendar_file(publication(MEETING, NOW))
    (gone,) = assert_calendar_file(publication(MEETING, NOW, cancelled=True))

    assert "ATTENDEE" not in event
    assert event["LAST-MODIFIED"].dt == MEETING.modified_at
    assert event["DTSTAMP"].dt == NOW
    assert (event["STATUS"], gone["STATUS"]) == ("CONFIRMED", "CANCELLED")


@pytest.mark.parametrize(
    ("place", "link", "location"),
    [
        ("Stadhuis", "", "Stadhuis"),
        ("Stadhuis", "https://meet.example.org/abc", "Stadhuis"),
        ("", "https://meet.example.org/abc", "https://meet.example.org/abc"),
    ],
)
def test_an_online_meeting_is_found_by_its_link(place: str, link: str, location: str) -> None:
    meeting = replace(MEETING, place=place, link=link)

    (event,) = assert_calendar_file(invite(meeting, FATIMA, NOW))

    assert event["LOCATION"] == location
    assert event.get("CONFERENCE", "") == link
    assert link in str(event["DESCRIPTION"])


def test_a_link_that_is_already_in_the_text_is_not_repeated() -> None:
    meeting = replace(MEETING, description=f"Zie {MEETING.url} voor meer.")

    (event,) = assert_calendar_file(publication(meeting, NOW))

    assert str(event["DESCRIPTION"]) == f"Zie {MEETING.url} voor meer."


def test_only_web_addresses_become_links() -> None:
    meeting = replace(MEETING, link="javascript:alert(1)", url="file:///etc/passwd", place="")

    raw = publication(meeting, NOW)

    (event,) = assert_calendar_file(raw)
    assert b"javascript" not in raw
    assert {"URL", "CONFERENCE", "LOCATION"}.isdisjoint(event)


@settings(max_examples=40)
@given(meetings, recipients, hostile)
def test_no_text_breaks_a_file_or_smuggles_anything_in(
    meeting: CalendarMeeting, to: Recipient, reason: str
) -> None:
    files = [
        invite(meeting, to, NOW, changed=reason),
        cancellation(replace(meeting, sequence=1), to, NOW, reason=reason),
        removal(meeting, to, NOW),
    ]

    for raw in files:
        (event,) = assert_calendar_file(raw, recipient="fatima@example.org")
        assert str(event["SUMMARY"]) == clean_text(meeting.title, limit=1000)
        assert event["DTSTART"].dt.replace(tzinfo=None) == meeting.starts_local
    (event,) = assert_calendar_file(publication(meeting, NOW))
    assert clean_paragraphs(meeting.description, limit=1000) in str(event.get("DESCRIPTION", ""))


@pytest.mark.parametrize("word", ["a, ", "é", "👩‍⚕️", "\\"])
def test_a_title_of_ten_thousand_characters_arrives_whole(word: str) -> None:
    title = (word * 10_000)[:10_000].strip()

    (event,) = assert_calendar_file(invite(replace(MEETING, title=title), FATIMA, NOW))

    assert str(event["SUMMARY"]) == title


@pytest.mark.parametrize("zone", ["Europe/Berlin", "UTC", "Amsterdam", ""])
def test_a_zone_without_rules_of_our_own_is_refused(zone: str) -> None:
    with pytest.raises(UnknownZone):
        publication(replace(MEETING, zone=zone), NOW)

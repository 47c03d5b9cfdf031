"""Calendar files: the rules of every method, hostile words, and both clock changes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from lcm.calendar.ics import (
    CalendarMeeting,
    Recipient,
    cancellation,
    invite,
    new_uid,
    publication,
    removal,
)
from lcm.meetings.running import UnknownZone
from lcm.people.identity import clean_paragraphs, clean_text
from tests.calendar.checker import assert_calendar_file, assert_follows
from tests.calendar.model_calendar import ModelCalendar

local = datetime.fromisoformat
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 2, 1, 9, 30, tzinfo=UTC)
FATIMA = Recipient("Fatima Amrani", "fatima@example.org")
MEETING = CalendarMeeting(
    uid="5f0c9a1e-4c1b-4c57-9a51-0d6b3f0e7a10",
    sequence=0,
    title="Kick-off; Den Haag, samen",
    starts_local=local("2026-03-12 14:00"),
    ends_local=local("2026-03-12 16:30"),
    zone="Europe/Amsterdam",
    place="Stadhuis, Spui 70",
    link="",
    description="Welkom.\n\nNeem iemand mee.",
    url="https://lcm.example.org/m/kick-off",
    organiser_name="Netwerk Kansrijke Start",
    organiser_address="netwerk@example.org",
    modified_at=datetime(2026, 1, 30, 8, 0, tzinfo=UTC),
)
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


def test_an_invite_reads_exactly_like_this() -> None:
    raw = invite(MEETING, FATIMA, NOW)

    assert raw.decode().replace("\r\n ", "").split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//lcm//Learning Community Manager//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:REQUEST",
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Amsterdam",
        "BEGIN:DAYLIGHT",
        "DTSTART:19700329T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZNAME:CEST",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:19701025T030000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZNAME:CET",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "END:STANDARD",
        "END:VTIMEZONE",
        "BEGIN:VEVENT",
        "SUMMARY:Kick-off\\; Den Haag\\, samen",
        "DTSTART;TZID=Europe/Amsterdam:20260312T140000",
        "DTEND;TZID=Europe/Amsterdam:20260312T163000",
        "DTSTAMP:20260201T093000Z",
        "UID:5f0c9a1e-4c1b-4c57-9a51-0d6b3f0e7a10",
        "SEQUENCE:0",
        (
            'ATTENDEE;CN="Fatima Amrani";CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;'
            "ROLE=REQ-PARTICIPANT;RSVP=FALSE:mailto:fatima@example.org"
        ),
        "DESCRIPTION:Welkom.\\n\\nNeem iemand mee.\\n\\nhttps://lcm.example.org/m/kick-off",
        "LAST-MODIFIED:20260201T093000Z",
        "LOCATION:Stadhuis\\, Spui 70",
        'ORGANIZER;CN="Netwerk Kansrijke Start":mailto:netwerk@example.org',
        "STATUS:CONFIRMED",
        "URL:https://lcm.example.org/m/kick-off",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
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


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [
        (local("2026-03-28"), 13),
        (local("2026-03-29"), 12),
        (local("2026-10-24"), 12),
        (local("2026-10-25"), 13),
        (local("2027-03-27"), 13),
        (local("2027-03-28"), 12),
    ],
)
def test_two_o_clock_is_two_o_clock_on_both_sides_of_a_clock_change(
    day: datetime, utc_hour: int
) -> None:
    starts = day.replace(hour=14)
    meeting = replace(MEETING, starts_local=starts, ends_local=starts + timedelta(hours=2))

    raw = invite(meeting, FATIMA, NOW)

    assert_calendar_file(raw)
    (found,) = recurring_ical_events.of(Calendar.from_ical(raw)).at(day.date())
    seen_by_vobject = vobject.readOne(raw.decode()).vevent.dtstart.value
    for seen in (found["DTSTART"].dt, seen_by_vobject):
        assert seen.replace(tzinfo=None) == starts
        assert seen.astimezone(UTC) == day.replace(hour=utc_hour, tzinfo=UTC)


@given(st.datetimes(local("1997-01-01"), local("2099-01-01")))
def test_our_two_rules_are_the_clocks_of_amsterdam(moment: datetime) -> None:
    (zone,) = Calendar.from_ical(publication(MEETING, NOW)).walk("VTIMEZONE")
    ours, real = moment.replace(tzinfo=zone.to_tz()), moment.replace(tzinfo=AMSTERDAM)

    is_certain = real.utcoffset() == real.replace(fold=1).utcoffset()

    assert not is_certain or ours.utcoffset() == real.utcoffset()


def test_a_uid_is_new_each_time_and_says_nothing() -> None:
    uids = {new_uid() for _ in range(100)}

    assert len(uids) == 100
    assert all(len(uid) == 36 and "@" not in uid for uid in uids)


steps = st.lists(
    st.sampled_from(["move", "relocate", "reword", "cancel", "repeat"]), min_size=1, max_size=8
)


@settings(max_examples=30)
@given(steps)
def test_whatever_happens_a_calendar_ends_with_what_is_true(happenings: list[str]) -> None:
    calendar, meeting, now = ModelCalendar(), MEETING, NOW
    raw = invite(meeting, FATIMA, now)
    calendar.receive(raw)

    for happening in happenings:
        now += timedelta(minutes=1)
        later = meeting.starts_local + timedelta(days=1)
        if happening == "cancel":
            meeting = replace(meeting, sequence=meeting.sequence + 1)
            calendar.receive(cancellation(meeting, FATIMA, now, reason="Ziek"))
            break
        if happening == "move":
            meeting = replace(
                meeting,
                starts_local=later,
                ends_local=later + timedelta(hours=1),
                sequence=meeting.sequence + 1,
            )
        elif happening == "relocate":
            meeting = replace(meeting, place=meeting.place + "!", sequence=meeting.sequence + 1)
        elif happening == "reword":
            meeting = replace(meeting, title=meeting.title + "!")
        assert_follows(raw, raw := invite(meeting, FATIMA, now))
        calendar.receive(raw)

    is_cancelled = "cancel" in happenings
    truth = (meeting.title, meeting.starts_local.replace(tzinfo=AMSTERDAM), meeting.place)
    assert calendar.entries() == ([] if is_cancelled else [truth])


def test_who_comes_back_is_seen_only_with_a_higher_number() -> None:
    calendar = ModelCalendar()
    later, latest = NOW + timedelta(minutes=1), NOW + timedelta(minutes=2)
    calendar.receive(invite(MEETING, FATIMA, NOW))
    calendar.receive(removal(MEETING, FATIMA, later))

    calendar.receive(invite(MEETING, FATIMA, latest))
    seen_with_the_old_number = calendar.entries()
    calendar.receive(invite(replace(MEETING, sequence=1), FATIMA, latest))

    assert seen_with_the_old_number == []
    assert len(calendar.entries()) == 1

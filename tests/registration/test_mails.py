"""Every mail says its thing in the reader's language, with a file that calendars believe."""

from datetime import timedelta
from email import message_from_bytes, policy
from itertools import pairwise

import pytest
from flask import current_app
from icalendar import Calendar

from lcm import clock
from lcm.mail.models import MailState
from lcm.mail.smtp import message
from lcm.meetings.operations import announce_end, cancel_meeting, change_meeting
from lcm.registration import invitations, operations
from lcm.registration.addresses import Invitee
from lcm.registration.tokens import invitation_token, place_token
from tests.calendar.checker import assert_calendar_file, assert_calendar_part, assert_follows
from tests.calendar.model_calendar import ModelCalendar
from tests.registration.conftest import IN_TWO_WEEKS, answers, bodies, delivered, draft, sign_up

LATER = IN_TWO_WEEKS + timedelta(hours=1)


def read(mail):
    """The letter as a mail program opens it."""
    letter = message(mail, current_app.config["LCM"])
    return message_from_bytes(bytes(letter), policy=policy.default)


def calendar_part(mail):
    (part,) = [
        part
        for part in read(mail).walk()
        if part.get_content_type() == "text/calendar" and part.get_param("method")
    ]
    return part


def test_the_confirmation_has_the_own_link_and_an_invite(meeting):
    (anna,) = sign_up(meeting, "Anna")

    (mail,) = delivered()

    assert mail.subject == "Je hebt een plek: Kick-off samenwerking, 3 december"
    assert "Fijn dat je komt, Anna." in mail.text
    assert "donderdag 3 december" in mail.text
    assert "14.00–16.10 uur" in mail.text
    for body in bodies(mail):
        assert f"http://localhost/p/{place_token(anna)}" in body
    (event,) = assert_calendar_part(calendar_part(mail), recipient="anna@example.org")
    assert (event["SEQUENCE"], event["STATUS"]) == (0, "CONFIRMED")


def test_a_reader_of_english_gets_english(meeting):
    operations.register(meeting, answers("Anna", locale="en"))

    (mail,) = delivered()

    assert mail.subject == "You have a place: Kick-off samenwerking, 3 December"
    assert 'lang="en"' in mail.html


def test_mail_about_a_meeting_is_answered_by_its_coordinator(meeting):
    sign_up(meeting, "Anna")

    (mail,) = delivered()

    assert read(mail)["Reply-To"] == "sanne@example.org"


def test_no_calendar_file_holds_a_personal_link(make):
    meeting = make(seats=1, link="https://video.example.org/kamer")
    anna, _bram = sign_up(meeting, "Anna", "Bram")
    operations.cancel(anna)

    files = [mail.calendar.replace(b"\r\n ", b"") for mail in delivered() if mail.calendar]
    assert len(files) == 3
    assert not any(b"/p/" in file for file in files)


def test_who_never_had_a_seat_never_reads_the_link_to_take_part(make):
    meeting = make(seats=1, link="https://video.example.org/kamer")
    _anna, bram, _cato = sign_up(meeting, "Anna", "Bram", "Cato")
    operations.cancel(bram)
    cancel_meeting(meeting, "De zaal is dubbel geboekt")

    for mail in delivered(to="bram@example.org") + delivered(to="cato@example.org"):
        assert "/kamer" not in str(read(mail))


def test_who_waits_gets_position_and_a_tentative_entry(make):
    meeting = make(seats=1)
    sign_up(meeting, "Anna", "Bram", "Cato")

    mail = delivered(to="cato@example.org")[0]

    assert "Je bent nummer 2 op de wachtlijst." in mail.text
    (event,) = assert_calendar_file(mail.calendar, recipient="cato@example.org")
    assert event["STATUS"] == "TENTATIVE"


def test_who_gets_a_seat_near_the_start_gets_a_certain_entry(make):
    meeting = make(seats=1)
    anna, _bram = sign_up(meeting, "Anna", "Bram")
    with clock.set_to(meeting.starts_at - timedelta(hours=11)):
        operations.cancel(anna)
        waiting, promoted = delivered(to="bram@example.org")

    assert "die is voor jou" in promoted.text
    (event,) = assert_calendar_file(promoted.calendar, recipient="bram@example.org")
    assert event["STATUS"] == "CONFIRMED"
    assert_follows(waiting.calendar, promoted.calendar)


def test_an_invitation_has_a_link_of_its_own_and_no_file(meeting):
    (sara,) = invitations.invite(meeting, [Invitee("Sara Bakker", "sara@example.org")])

    (mail,) = delivered()

    assert mail.subject == "Uitnodiging: Kick-off samenwerking, 3 december"
    for body in bodies(mail):
        assert f"http://localhost/i/{invitation_token(sara)}" in body
    assert mail.calendar is None


def test_who_registered_already_reads_how_it_stands(make):
    meeting = make(seats=1)
    sign_up(meeting, "Anna", "Bram")
    delivered()
    operations.register(meeting, answers("Anna"))
    operations.register(meeting, answers("Bram"))

    anna, bram = delivered()[-2:]

    assert "je was al aangemeld" in anna.text
    assert "Je bent nummer 1." in bram.text


def test_an_already_mail_for_a_place_given_up_meanwhile_is_not_sent(meeting):
    (anna,) = sign_up(meeting, "Anna")
    operations.register(meeting, answers("Anna"))
    operations.cancel(anna)

    states = [(mail.kind, mail.state) for mail in delivered()]

    assert states[1] == ("registration/already", MailState.CANCELLED)


@pytest.mark.parametrize(
    ("change", "first_line"),
    [
        (
            {"starts_local": LATER},
            "De dag of tijd is veranderd. Het is nu donderdag 3 december, 15.00–17.10 uur;",
        ),
        ({"place": "Zaal B3"}, "De plaats is veranderd. Het is nu: Zaal B3."),
        ({"place": "", "link": "https://video.example.org"}, "De bijeenkomst is nu alleen online."),
        ({"title": "Aftrap"}, "De bijeenkomst heet nu “Aftrap”."),
    ],
)
def test_a_change_is_told_in_the_first_line(meeting, change, first_line):
    sign_up(meeting, "Anna")

    change_meeting(meeting, draft(**change))

    mail = delivered()[-1]
    assert mail.text.splitlines()[0].startswith(first_line)
    (event,) = assert_calendar_file(mail.calendar, recipient="anna@example.org")
    assert event["DESCRIPTION"].startswith(first_line)


def test_a_new_end_is_told(meeting):
    sign_up(meeting, "Anna")
    meeting.agenda[0].minutes = 40

    announce_end(meeting)

    assert delivered()[-1].text.startswith("De bijeenkomst eindigt nu om 16.40.")


def test_a_cancelled_session_tells_why_and_leaves_the_calendar(meeting):
    sign_up(meeting, "Anna")
    cancel_meeting(meeting, "De zaal is dubbel geboekt; {{ 7*7 }} <b>")

    mail = delivered()[-1]

    assert "De zaal is dubbel geboekt; {{ 7*7 }} <b>" in mail.text
    assert "{{ 7*7 }} &lt;b&gt;" in mail.html
    (event,) = assert_calendar_file(mail.calendar, recipient="anna@example.org")
    assert (event["SEQUENCE"], event["STATUS"]) == (1, "CANCELLED")


def test_each_mail_tells_what_was_true_at_its_cause(meeting):
    sign_up(meeting, "Anna")
    change_meeting(meeting, draft(starts_local=LATER))
    change_meeting(meeting, draft(starts_local=LATER + timedelta(hours=1)))

    starts = [
        Calendar.from_ical(mail.calendar).walk("VEVENT")[0]["DTSTART"].dt.hour
        for mail in delivered()
    ]

    assert starts == [14, 15, 16]


def test_moves_and_a_typo_reach_the_calendar_as_0_1_2_2(meeting):
    sign_up(meeting, "Anna")
    change_meeting(meeting, draft(starts_local=LATER))
    change_meeting(meeting, draft(starts_local=LATER, place="Zaal B3"))
    change_meeting(meeting, draft(starts_local=LATER, place="Zaal B3", title="Kick-off"))

    files = [mail.calendar for mail in delivered()]

    events = [assert_calendar_file(raw, recipient="anna@example.org")[0] for raw in files]
    assert [event["SEQUENCE"] for event in events] == [0, 1, 2, 2]
    assert len({str(event["UID"]) for event in events}) == 1
    for earlier, later in pairwise(files):
        assert_follows(earlier, later)


def test_coming_going_and_coming_again_ends_with_one_right_entry(make):
    meeting = make(seats=2)
    anna, bram, _cato = sign_up(meeting, "Anna", "Bram", "Cato")
    operations.cancel(anna)
    with clock.set_to(clock.now() + timedelta(hours=1)):
        change_meeting(meeting, draft(seats=3, starts_local=LATER))
    with clock.set_to(clock.now() + timedelta(hours=2)):
        operations.register(meeting, answers("Anna"))
    with clock.set_to(clock.now() + timedelta(hours=3)):
        operations.cancel(bram)
        operations.cancel(anna)
        operations.undo_cancel(anna)
        change_meeting(meeting, draft(seats=3, starts_local=LATER, place="Zaal B3"))

    with clock.set_to(clock.now() + timedelta(hours=4)):
        calendars = replayed(mail for mail in delivered() if mail.calendar)

    assert [event[2] for event in calendars["anna@example.org"].entries()] == ["Zaal B3"]
    assert [event[1].hour for event in calendars["cato@example.org"].entries()] == [15]
    assert calendars["bram@example.org"].entries() == []


def replayed(letters):
    """One model calendar per person, fed with every file in the order of sending."""
    calendars = {}
    for mail in letters:
        assert_calendar_file(mail.calendar, recipient=mail.to_address)
        calendars.setdefault(mail.to_address, ModelCalendar()).receive(mail.calendar)
    return calendars

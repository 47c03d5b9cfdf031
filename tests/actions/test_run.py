"""The run sheet: what is going on now, its buttons, and who is here."""

from datetime import timedelta

import pytest

from lcm import clock
from lcm.actions.run_sheet import attendance, run_sheet
from lcm.clock import now
from lcm.db import db
from lcm.live import operations, queries
from lcm.live.editor import drafting
from lcm.meetings.models import AgendaItem, BlockKind
from lcm.people.queries import find_domain
from lcm.registration.models import Place, Registration, RegistrationState
from tests.factories import make_person

BLOCKS = (
    (BlockKind.TALK, "Welkom", 20),
    (BlockKind.VOTE, "Speerpunten kiezen", 15),
    (BlockKind.BREAK, "Pauze", 10),
)


@pytest.fixture
def programme(meeting):
    """A published session of three blocks that began three hours before noon."""
    meeting.minutes = 45
    for position, (kind, title, minutes) in enumerate(BLOCKS):
        db.session.add(
            AgendaItem(meeting=meeting, position=position, kind=kind, title=title, minutes=minutes)
        )
    db.session.flush()
    operations.make_live(meeting)
    drafting.prepare_poll(meeting.agenda[1])
    db.session.commit()
    return meeting


def at(meeting, minutes):
    return clock.set_to(meeting.starts_at + timedelta(minutes=minutes))


def test_the_sheet_points_at_the_block_of_now(programme):
    with at(programme, 25):
        sheet = run_sheet(programme)

    assert [(line.is_past, line.is_now) for line in sheet.lines] == [
        (True, False),
        (False, True),
        (False, False),
    ]
    assert sheet.minutes_left == 10


def test_after_the_end_every_block_is_past(programme):
    with at(programme, 100):
        sheet = run_sheet(programme)

    assert all(line.is_past for line in sheet.lines)
    assert sheet.minutes_left is None


def test_a_vote_that_is_open_stays_at_hand_whatever_the_time(programme):
    poll = queries.polls_of(programme)[0]
    operations.open_round(poll.rounds[0])

    with at(programme, 40):
        sheet = run_sheet(programme)

    assert sheet.poll is poll


def test_attendance_counts_who_is_here_of_who_is_expected(programme):
    social = find_domain("social")
    for number in range(3):
        registration = Registration(
            meeting=programme,
            person=make_person(),
            domain=social,
            state=RegistrationState.CONFIRMED,
            locale="nl",
        )
        present_at = now() if number == 0 else None
        db.session.add(
            Place(
                meeting=programme,
                registration=registration,
                domain=social,
                number=number,
                present_at=present_at,
            )
        )
    db.session.add(Place(meeting=programme, number=9, present_at=now()))
    db.session.flush()

    found = attendance(programme)

    assert (found.here_count, found.expected_count) == (2, 4)
    assert [(domain and domain.slug, *counts) for domain, *counts in found.domains] == [
        ("social", 1, 3),
        (None, 1, 1),
    ]


def test_the_page_offers_the_next_step(organiser, programme):
    address = f"/m/{programme.slug}/run"
    poll = queries.polls_of(programme)[0]
    steps = f"/m/{programme.slug}/vote/{poll.public_id}"

    before = organiser.get(address).text
    organiser.post(f"{steps}/open")
    during = organiser.get(address).text

    assert f"{steps}/open" in before
    assert f"{steps}/close" in during
    assert f"{steps}/reveal" not in during


def test_the_page_gives_link_code_and_big_screen(organiser, programme):
    text = organiser.get(f"/m/{programme.slug}/run").text

    code = queries.live_of(programme).code
    assert f"http://localhost/j/{code}" in text
    assert queries.stage_link(programme) in text
    assert queries.try_out_link(programme) in text


def test_a_session_without_programme_or_code_says_what_to_do(organiser, meeting):
    text = organiser.get(f"/m/{meeting.slug}/run").text

    assert f"/m/{meeting.slug}/plan" in text
    assert "<live-stage" not in text

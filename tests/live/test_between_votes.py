"""What a phone reads while there is nothing to vote on: what happens next, and when."""

from datetime import timedelta

import pytest

from lcm import clock
from lcm.db import db, transaction
from lcm.live import operations
from lcm.meetings.models import AgendaItem, BlockKind
from tests.live.votes import open_vote


@pytest.fixture
def look(client, live):
    """Read the phone page so many minutes after the session began."""
    block = AgendaItem(
        meeting=live.meeting, position=1, kind=BlockKind.BREAK, title="Koffie en thee", minutes=15
    )
    db.session.add(block)
    db.session.commit()

    def at(minutes: int) -> str:
        with clock.set_to(live.meeting.starts_at + timedelta(minutes=minutes)):
            return client.get(f"/j/{live.code}").text

    return at


def test_before_the_start_the_page_says_when_it_begins(look):
    page = look(-60)

    assert "De bijeenkomst begint op" in page
    assert "Hierna in het programma:" in page


def test_while_waiting_the_page_names_the_next_block_and_its_time(look, live):
    begins = live.meeting.starts_local + timedelta(minutes=60)

    page = look(10)

    assert f'{begins:%H.%M}</span> <span lang="nl">Koffie en thee</span>' in page
    assert "begint op" not in page


def test_in_the_last_block_nothing_is_next(look):
    assert "Hierna in het programma" not in look(70)


def test_after_the_end_the_page_thanks(look):
    page = look(60 * 24)

    assert "Bedankt voor het meedoen" in page
    assert "Houd deze pagina open" not in page


def test_a_closed_vote_says_what_follows(look, live):
    round_ = open_vote(live.meeting, "scale")
    with transaction():
        operations.close_round(round_)

    page = look(10)

    assert "Je ziet de uitslag hier zodra die op het grote scherm staat." in page
    assert "Koffie en thee" in page

"""What the summary and the report tell of votes of every kind."""

import pytest

from lcm.db import db
from lcm.live.models import PollRound
from lcm.live.operations import make_live
from lcm.live.outcome.run_offs import add_run_off
from tests.actions.conftest import bodies
from tests.actions.summary.pressing import letter, press
from tests.factories import make_revealed_vote
from tests.live.counted_votes import reveal
from tests.live.test_result_files import BALLOTS, vote_of

ENGLISH = {"Accept-Language": "en"}
TOLD = {
    "scale": "Gemiddelde: 3,3, op een schaal van 1 tot 5.",
    "consent": "Ik heb een bezwaar: 1",
    "words": "Het vaakst geschreven: samen, rust",
    "open": "Meer tijd",
    "top": "1. =HYPERLINK",
    "impact": "1. =HYPERLINK",
}


@pytest.mark.parametrize("kind", TOLD)
def test_the_mail_tells_what_each_kind_came_to(organiser, path, meeting, present, kind):
    make_live(meeting)
    reveal(vote_of(meeting, kind), *BALLOTS[kind])
    press(organiser, path)

    text, html = bodies(letter(present.registration.person.email))

    assert TOLD[kind] in text
    assert "6 stemmen." in text
    assert "6 stemmen." in html


@pytest.mark.parametrize("kind", BALLOTS)
def test_the_report_shows_each_kind(organiser, meeting, kind):
    make_live(meeting)
    reveal(vote_of(meeting, kind), *BALLOTS[kind])

    page = organiser.get(f"/m/{meeting.slug}/report", headers=ENGLISH).text

    assert "6 votes." in page
    assert f"/m/{meeting.slug}/results" in page


def test_a_run_off_is_told_with_the_vote_it_settles(organiser, path, meeting, present, fatima):
    make_revealed_vote(meeting, "Korte lijntjes", "Hulp op maat", "Taal", "Wonen")
    first = db.session.query(PollRound).one()
    again = PollRound(poll=first.poll, number=2)
    db.session.add(again)
    db.session.flush()
    reveal(again, *([["A", "B", "C"], ["A", "B", "D"]] * 3))
    reveal(add_run_off(again).rounds[0], *([["D"]] * 5))
    press(organiser, path)

    text, _html = bodies(letter(fatima.email))
    report = organiser.get(f"/m/{meeting.slug}/report", headers=ENGLISH).text

    assert "3. Wonen" in text
    assert "Taal" not in text
    assert "Beslissende ronde:" not in text
    assert "A run-off decided." in report
    assert "Beslissende ronde:" not in report

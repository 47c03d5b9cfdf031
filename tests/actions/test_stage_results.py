"""The big screen with a result: the ways to look at it, and what is live while it comes."""

import re
from datetime import timedelta

import pytest

from lcm import clock
from lcm.db import db, transaction
from lcm.live import operations, queries
from lcm.live.models import LiveMeeting
from tests.ballots import cast_by_all, cast_on_paper, choice_of, reveal
from tests.factories import make_vote

ROOM = {"medical": 8, "social": 6, "municipality": 5}


@pytest.fixture
def poll(meeting):
    poll = make_vote(meeting)
    db.session.commit()
    return poll


@pytest.fixture
def stage(poll):
    return queries.stage_link(poll.meeting)


def opened(poll, kind, counts=None):
    with transaction():
        poll.kind = kind
        operations.open_round(poll.rounds[-1], minutes=5)
        cast_by_all(poll.rounds[-1], counts or ROOM)


def revealed(poll, kind, counts=None):
    opened(poll, kind, counts)
    with transaction():
        reveal(poll)


def readings(text):
    """Return the words of the switch, the one that is shown in capitals."""
    switch = re.search(r'<nav class="switch".*?</nav>', text, re.S)
    found = re.findall(r"<a [^>]*?( aria-current)?[^>]*?>(.*?)</a>", switch[0]) if switch else []
    current = re.search(r'aria-current="page">(.*?)</a>', switch[0]) if switch else None
    return [words for _, words in found], current and current[1]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("top", ["Elk domein", "Iedere stem", "Per groep", "Gedeeld"]),
        ("impact", ["Elk domein", "Iedere stem"]),
        ("scale", ["Iedereen", "Per groep"]),
        ("consent", ["Iedereen", "Per groep"]),
        ("words", []),
        ("open", []),
    ],
)
def test_a_result_offers_the_ways_to_look_that_say_something(client, stage, poll, kind, words):
    revealed(poll, kind)

    offered, current = readings(client.get(stage).text)

    assert len(offered) == len(words)
    assert all(said.startswith(word) for said, word in zip(offered, words, strict=True))
    assert current == (offered[0] if offered else None)


def test_one_group_offers_no_choice_and_says_so(client, stage, poll):
    revealed(poll, "top", {"medical": 4, "social": 3})

    text = client.get(stage).text

    assert readings(text) == ([], None)
    assert "iedere stem telt even zwaar" in text


def test_the_host_chooses_the_reading_unless_the_address_does(client, stage, poll):
    revealed(poll, "top")
    with transaction():
        db.session.get(LiveMeeting, poll.meeting_id).stage_rule = "groups"

    assert readings(client.get(stage).text)[1] == "Per groep"
    assert readings(client.get(f"{stage}?rule=shared").text)[1] == "Gedeeld en verschil"
    assert readings(client.get(f"{stage}?rule=nonsense").text)[1] == "Per groep"


def test_a_reading_that_a_result_lacks_shows_what_decides(client, stage, poll):
    revealed(poll, "scale")
    with transaction():
        db.session.get(LiveMeeting, poll.meeting_id).stage_rule = "shared"

    assert readings(client.get(stage).text)[1] == "Iedereen"


def test_groups_are_told_with_their_places_and_patterns(client, stage, poll):
    revealed(poll, "top")

    text = client.get(f"{stage}?rule=groups").text

    assert text.count('class="group-place"') == 3 * len(poll.options)
    assert "8 stemmen" in text
    assert "bar-pattern domain-" in text


def test_two_rounds_stand_side_by_side(client, stage, poll):
    revealed(poll, "top")
    with clock.set_to(clock.now() + timedelta(minutes=20)), transaction():
        operations.open_round(operations.reset_round(poll.rounds[-1], "Na het gesprek"))
        cast_by_all(poll.rounds[-1], ROOM, shift=1)
        reveal(poll)

    text = client.get(f"{stage}?rule=rounds").text

    assert readings(text)[1] == "Beide rondes"
    assert "van wie twee keer stemde, koos iets anders" in text
    assert "plaats" in text


def test_the_plot_has_a_point_for_each_option_and_a_table(client, stage, poll):
    revealed(poll, "impact")

    text = client.get(stage).text

    assert text.count('<circle class="plot-point') == len(poll.options)
    assert text.count("<tr") == len(poll.options) + 1
    assert 'class="plot-line"' in text


def test_objections_are_listed_and_counts_have_words(client, stage, poll):
    revealed(poll, "consent")

    text = client.get(stage).text

    assert "Dit kost te veel tijd" in text
    assert re.findall(r'"rank-note">(\d+) stem', text)


def test_a_few_objections_are_heard_without_figures(client, stage, poll):
    opened(poll, "consent", {"social": 1})
    with transaction():
        poll.rounds[-1].poll.meeting.title = "Klein"
        cast_on_paper(poll.rounds[-1], {"word": "objection", "text": "Te snel"}, "social")
        reveal(poll)

    text = client.get(stage).text

    assert "Te snel" in text
    assert "Minder dan 5 mensen" in text
    assert "rank-note" not in text


@pytest.mark.parametrize(("kind", "words"), [("words", "vertrouwen"), ("open", "Wachtlijsten")])
def test_words_and_answers_show_while_they_come(client, stage, poll, kind, words):
    opened(poll, kind)

    text = client.get(stage).text

    assert "data-live" in text
    assert words.lower() in text.lower()
    assert "data-ballots" in text


def test_the_screen_says_how_much_time_is_left(client, stage, poll):
    opened(poll, "top")
    with clock.set_to(poll.rounds[-1].closes_at - timedelta(seconds=90)):
        before = client.get(stage).text
        with transaction():
            operations.extend(poll.rounds[-1], 2)
        after = client.get(stage).text

    assert 'data-seconds="90"' in before
    assert 'data-seconds="210"' in after


def test_paper_and_early_votes_are_named_under_the_result(client, stage, poll):
    opened(poll, "top")
    with transaction():
        cast_on_paper(poll.rounds[-1], choice_of(poll, 1), "social")
        poll.meeting.starts_at = clock.now() + timedelta(minutes=30)
        reveal(poll)

    text = client.get(stage).text

    assert "20 stemmen" in text
    assert "19 vooraf" in text
    assert "1 op papier" in text


@pytest.mark.parametrize("kind", ["impact", "scale", "consent", "words", "open"])
def test_phone_host_and_report_tell_the_same_result(organiser, poll, kind):
    revealed(poll, kind)
    slug = poll.meeting.slug
    mark = {"impact": "plot-point", "words": "cloud-1", "open": "answer-first"}.get(kind, "spread")

    pages = [f"/j/{queries.live_of(poll.meeting).code}", f"/m/{slug}/vote", f"/m/{slug}/report"]

    for page in pages:
        answer = organiser.get(page)
        assert answer.status_code == 200
        assert mark in answer.text

"""Ballots of every kind by the page's form, without JavaScript: stored, shown, refused in words."""

import html
import re

import pytest

from lcm.db import db, transaction
from lcm.live import operations
from lcm.live.choices import SENTENCES
from lcm.live.models import Ballot
from tests.live.votes import open_vote


@pytest.fixture
def page(live):
    return f"/j/{live.code}"


@pytest.fixture
def post(client, page):
    """Post the ballot of the page as it is served to this browser; {0} stands for an option."""

    def send(round_, fields):
        ids = [option.public_id for option in round_.poll.options]
        named = {name.format(*ids): [text.format(*ids) for text in texts] for name, texts in fields}
        token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(page).text)[1]
        return client.post(page, data={"csrf_token": token, "round": round_.public_id, **named})

    return send


def with_ids(choice, round_):
    """Return ``choice`` with the ids of options in place of their numbers, written "#0"."""
    ids = {f"#{place}": option.public_id for place, option in enumerate(round_.poll.options)}
    if isinstance(choice, dict):
        return {ids.get(key, key): value for key, value in choice.items()}
    return [ids.get(part, part) for part in choice] if isinstance(choice, list) else choice


GOOD = [
    ("top", [("choice", ["{2}", "", "{0}"])], ["#2", "#0"]),
    ("order", [("choice", ["{2}", "{0}", "{1}", "{4}", "{3}"])], ["#2", "#0", "#1", "#4", "#3"]),
    ("pick", [("choice", ["{3}", "{1}"])], ["#1", "#3"]),
    (
        "points",
        [("points-{0}", ["60"]), ("points-{1}", [""]), ("points-{4}", ["40"])],
        {"#0": 60, "#4": 40},
    ),
    ("impact", [("impact-{1}", ["5"]), ("feasibility-{1}", [""])], {"#1": [5, None]}),
    ("scale", [("choice", ["4"])], 4),
    (
        "consent",
        [("choice", ["objection"]), ("text", ["Te duur"])],
        {"word": "objection", "text": "Te duur"},
    ),
    ("words", [("choice", ["rust", "", "tijd"])], ["rust", "tijd"]),
    ("open", [("choice", ["Meer tijd.", ""])], ["Meer tijd."]),
]


@pytest.mark.parametrize("good", GOOD, ids=lambda good: good[0])
def test_a_ballot_is_stored_filled_in_again_and_told_after_the_close(post, live, good):
    kind, fields, choice = good
    round_ = open_vote(live.meeting, kind)

    shown = post(round_, fields)
    again = post(round_, fields)
    with transaction():
        operations.close_round(round_)
    closed = post(round_, fields)

    ballot = db.session.scalars(db.select(Ballot)).one()
    assert (shown.status_code, ballot.choice) == (200, with_ids(choice, round_))
    assert filled_fields(shown.text) == filled_fields(again.text) != []
    assert "Wat jij koos" in closed.text
    told = len(choice) if isinstance(choice, list) or kind in ("points", "impact") else 1
    assert closed.text.count("<li><span lang") == 1 + told


def filled_fields(text):
    """Return the values of all fields of the ballot that are filled in, chosen or ticked."""
    form = text[text.index('id="ballot"') : text.index('id="here"')]
    found = re.findall(r'<input[^>]*value="([^"]*)"[^>]* checked', form)
    found += re.findall(r'<option value="(\w+)" selected', form)
    found += re.findall(r"<textarea[^>]*>([^<]+)</textarea>", form)
    found += re.findall(r'type="(?:number|text)"[^>]* value="([^"]+)"', form)
    return found


BAD = [
    ("top", [("choice", ["{1}", "", "{1}"])], "twice", 2),
    ("order", [("choice", ["{1}", "{2}", "{1}"])], "twice", 3),
    ("pick", [("choice", ["{0}", "{1}", "{2}", "{3}"])], "too-many", 4),
    ("points", [("points-{0}", ["45"]), ("points-{1}", ["55"])], "not-in-tens", 2),
    ("points", [("points-{0}", ["40"])], "not-a-hundred", 1),
    ("points", [("points-{0}", ["veel"])], "not-points", 1),
    ("consent", [("choice", ["objection"]), ("text", ["x" * 301])], "too-long", 2),
    ("words", [("choice", ["", "x" * 31, "tijd"])], "too-long", 2),
    ("open", [("choice", ["x" * 301])], "too-long", 1),
]


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: f"{bad[0]} {bad[2]}")
def test_a_refused_ballot_says_why_beside_what_was_typed(post, live, bad):
    kind, fields, reason, count = bad
    round_ = open_vote(live.meeting, kind)
    post(round_, next(good for name, good, _choice in GOOD if name == kind))

    refused = post(round_, fields)

    assert refused.status_code == 422
    assert refused.text.count(html.escape(str(SENTENCES[reason]))) == 1
    assert len(filled_fields(refused.text)) == count
    assert db.session.scalars(db.select(Ballot.seq)).one() == 1


@pytest.mark.parametrize("good", GOOD, ids=lambda good: good[0])
def test_after_the_close_a_form_is_refused_and_the_earlier_ballot_counts(post, live, good):
    kind, fields, choice = good
    round_ = open_vote(live.meeting, kind)
    post(round_, fields)
    with transaction():
        operations.close_round(round_)

    late = post(round_, [])

    assert late.status_code == 409
    assert "Deze stemming is niet open" in late.text
    assert "Wat jij koos" in late.text
    assert db.session.scalars(db.select(Ballot.choice)).one() == with_ids(choice, round_)

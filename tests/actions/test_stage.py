"""The big screen: it follows what is going on or what the host chose, and tells no tally early."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from lcm.clock import now
from lcm.db import db, transaction
from lcm.live import beforehand, operations, queries
from lcm.live.models import Ballot, LiveMeeting
from lcm.people.models import Domain
from tests.factories import make_vote


@pytest.fixture
def poll(meeting):
    """A vote in a published session, not opened yet."""
    poll = make_vote(meeting)
    db.session.commit()
    return poll


@pytest.fixture
def stage(poll):
    return queries.stage_link(poll.meeting)


def cast(poll, *choices, domain="social"):
    domain_id = db.session.scalar(select(Domain.id).where(Domain.slug == domain))
    for number, choice in enumerate(choices):
        db.session.add(
            Ballot(
                round_id=poll.rounds[0].id,
                device_key=f"{domain}-{number}".encode().ljust(16),
                domain_id=domain_id,
                choice=[poll.options[position].public_id for position in choice],
                seq=1,
                minute_at=now(),
            )
        )
    db.session.commit()


def forged(token):
    """The token with one letter of its signature changed."""
    at = token.rindex(".") + 1
    return f"{token[:at]}{'b' if token[at] == 'a' else 'a'}{token[at + 1 :]}"


def take(step, *arguments):
    with transaction():
        step(*arguments)


def test_before_a_vote_the_stage_says_how_to_join(client, stage, meeting):
    text = client.get(stage).text

    code = queries.live_of(meeting).code
    assert f"{code[:3]} {code[3:]}" in text
    assert "localhost/j" in text
    assert "<svg" in text


def test_the_stage_shows_question_and_turnout_and_no_tally(client, stage, poll):
    take(operations.open_round, poll.rounds[0])
    cast(poll, (0,), (1,), (1,))

    text = client.get(stage).text

    assert poll.question in text
    assert "<strong data-ballots>3</strong>" in text
    assert "bar-fill" not in text


def test_the_stage_counts_down_minutes_and_not_days(client, stage, poll):
    with transaction():
        operations.open_round(poll.rounds[0], minutes=5)
    assert "<time-left" in client.get(stage).text

    take(operations.reset_round, poll.rounds[0], "Nog eens")
    poll.meeting.starts_at = now() + timedelta(days=5)
    take(beforehand.open_until, queries.latest_round(poll), now() + timedelta(days=3))
    shown = client.get(f"{stage}?view=vote").text
    assert "<time-left" not in shown
    assert "data-ballots" in shown


def test_the_stage_shows_the_result_by_the_rule_and_by_the_other_one(client, stage, poll):
    take(operations.open_round, poll.rounds[0])
    cast(poll, *[(0, 2, 1)] * 12, domain="medical")
    cast(poll, *[(1, 3, 2)] * 5, domain="social")
    take(operations.close_round, poll.rounds[0])
    take(operations.reveal_round, poll.rounds[0])

    balanced = client.get(stage).text
    personal = client.get(f"{stage}?view=result&rule=personal").text

    assert balanced.index("Doel B") < balanced.index("Doel A")
    assert personal.index("Doel A") < personal.index("Doel B")
    assert balanced.count("<li class=") == 6
    assert 'aria-current="page"' in balanced


def test_a_stage_cannot_be_made_to_show_a_result_early(client, stage, poll):
    take(operations.open_round, poll.rounds[0])
    cast(poll, (0,))

    assert "bar-fill" not in client.get(f"{stage}?view=result").text


@pytest.mark.parametrize("view", ["join", "wall"])
def test_the_stage_follows_the_host(organiser, stage, poll, view):
    address = f"/m/{poll.meeting.slug}/run/stage"

    answer = organiser.post(address, data={"view": view})

    assert answer.status_code == 303
    assert db.session.get(LiveMeeting, poll.meeting_id).stage_view == view
    assert organiser.get(stage).status_code == 200


def test_the_stage_shows_a_result_as_the_host_wishes(organiser, stage, poll):
    take(operations.open_round, poll.rounds[0])
    for domain in ("social", "medical"):
        cast(poll, *[(0, 1)] * 6, domain=domain)
    take(operations.close_round, poll.rounds[0])
    take(operations.reveal_round, poll.rounds[0])
    address = f"/m/{poll.meeting.slug}/run/stage"
    remote = organiser.get(f"/m/{poll.meeting.slug}/run").get_data(as_text=True)

    answer = organiser.post(address, data={"rule": "shared"})

    assert 'name="rule" value="shared"' in remote
    assert answer.status_code == 303
    shown = organiser.get(stage).get_data(as_text=True)
    assert 'rule=shared" aria-current="page"' in shown.replace("&amp;", "&")
    assert organiser.post(address, data={"rule": "nonsense"}).status_code == 409


def test_an_unknown_view_is_refused(organiser, poll):
    answer = organiser.post(f"/m/{poll.meeting.slug}/run/stage", data={"view": "everything"})

    assert answer.status_code == 409


def test_a_stage_link_opens_nothing_else(client, stage, poll):
    token = stage.rpartition("/")[2]
    slug = poll.meeting.slug

    answers = [
        client.get(f"/stage/{forged(token)}"),
        client.get(f"/p/{token}"),
        client.get(f"/m/{slug}/run"),
        client.post(f"/m/{slug}/vote/{poll.public_id}/open"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 302, 302]


def test_a_revoked_stage_link_is_worth_nothing(client, stage, poll):
    with transaction():
        queries.live_of(poll.meeting).link_version += 1

    assert client.get(stage).status_code == 404


def test_turnout_is_for_the_stage_only(client, stage, poll):
    code = queries.live_of(poll.meeting).code
    token = stage.rpartition("/")[2]
    take(operations.open_round, poll.rounds[0])
    cast(poll, (0,), (1,))

    figures = client.get(f"/live/{code}/turnout/{token}").get_json()
    refused = client.get(f"/live/{code}/turnout/{forged(token)}")

    assert (figures["ballots"], figures["phones"]) == (2, 2)
    assert refused.status_code == 404


def test_how_it_was_counted_is_one_link_away(client, stage, poll):
    take(operations.open_round, poll.rounds[0])
    cast(poll, *[(0, 2, 1)] * 12, domain="medical")
    cast(poll, *[(1, 3, 2)] * 5, domain="social")
    take(operations.close_round, poll.rounds[0])
    take(operations.reveal_round, poll.rounds[0])

    link = re.search(r'href="([^"]+how=y)"', client.get(stage).text)[1].replace("&amp;", "&")
    text = client.get(link).text

    assert re.findall(r"<td>([\d,.]+)</td>", text)[:4] == ["2,0", "1,6", "3", "1"]
    assert "Medisch: 12 stemmen" in text
    assert "Sociaal: 5 stemmen" in text

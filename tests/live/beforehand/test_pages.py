"""The host's page for a vote by mail, and what phones post to be left alone by the reminder."""

import re
from datetime import timedelta

import pytest

from lcm.clock import now
from lcm.db import db
from lcm.live import operations, queries
from lcm.live.models import RoundState
from lcm.meetings.running import local_time
from lcm.registration.cookies import PLACE_COOKIE
from lcm.registration.tokens import cookie_token
from tests.live.beforehand.conftest import DAY, delivered, link_in, place_of, seen, to_whom


@pytest.fixture
def host(client, leader):
    client.sign_in(leader)
    return client


@pytest.fixture
def page(poll):
    return f"/m/{poll.meeting.slug}/vote/{poll.public_id}/until"


@pytest.fixture
def phone(client, asked):
    """The browser of Fatima, who came by her mail."""
    client.get(client.get(link_in(delivered("vote_until")[0])).headers["Location"])
    return client


def moment(poll, offset):
    local = local_time(now() + offset, poll.meeting.zone)
    return {"day": local.date().isoformat(), "time": local.strftime("%H:%M")}


def token_of(page):
    return re.search(r'name="csrf_token" value="([^"]*)"', page)[1]


def test_a_host_opens_a_vote_until_a_moment(host, page, poll):
    shown = host.get(page).get_data(as_text=True)

    answer = host.post(page, data=moment(poll, 3 * DAY))

    assert "2 mensen met een plek" in shown
    assert answer.status_code == 303
    assert poll.rounds[0].state == RoundState.OPEN
    assert abs(poll.rounds[0].closes_at - now() - 3 * DAY) < timedelta(minutes=2)
    assert to_whom("vote_until") == ["Fatima", "Joost"]
    vote = host.get(answer.headers["Location"]).get_data(as_text=True)
    assert page in vote


@pytest.mark.parametrize(
    "typed",
    [
        {"day": "2020-01-01", "time": "12:00"},
        {"day": "0001-01-01", "time": "00:00"},
        {"day": "9999-12-31", "time": "23:59"},
        {"day": "friday", "time": "12:00"},
        {"day": "2027-01-01", "time": "noon"},
        {"day": "", "time": ""},
    ],
)
def test_a_moment_that_cannot_be_is_refused_and_kept(host, page, poll, typed):
    answer = host.post(page, data=typed)

    assert answer.status_code == 422
    assert f'value="{typed["day"]}"' in answer.get_data(as_text=True)
    assert poll.rounds[0].state == RoundState.DRAFT
    assert to_whom("vote_until") == []


def test_a_moment_more_than_thirty_days_after_the_session_is_refused(host, page, poll):
    late = host.post(page, data=moment(poll, 41 * DAY))
    latest = host.post(page, data=moment(poll, 39 * DAY))

    assert (late.status_code, latest.status_code) == (422, 303)


def test_a_second_tap_or_an_old_page_opens_nothing_twice(host, page, poll):
    first = host.post(page, data=moment(poll, 3 * DAY))
    second = host.post(page, data=moment(poll, 3 * DAY))
    old = host.post(page, data=moment(poll, 3 * DAY) | {"round": "of-before"})

    assert (first.status_code, second.status_code, old.status_code) == (303, 303, 409)
    assert to_whom("vote_until") == ["Fatima", "Joost"]


def test_the_end_is_moved_on_the_same_page(host, page, poll):
    host.post(page, data=moment(poll, 3 * DAY))

    host.post(page, data=moment(poll, 5 * DAY))

    assert poll.rounds[0].closes_at > now() + 4 * DAY


def test_a_vote_that_runs_on_stage_is_not_opened_by_mail(host, page, poll):
    operations.open_round(poll.rounds[0])

    assert host.get(page).status_code == 409
    assert host.post(page, data=moment(poll, DAY)).status_code == 409


def test_what_was_typed_is_saved_on_the_way_to_the_moment(host, page, poll):
    saved = {"question": "Wat eerst?", "k": "2", "decides": "balanced", "then": "until"}
    options = "\n".join(option.label for option in poll.options)

    answer = host.post(page.removesuffix("/until"), data=saved | {"options": options})

    assert answer.headers["Location"] == page
    assert poll.question == "Wat eerst?"


def test_a_phone_that_says_it_voted_is_believed_only_with_a_ballot(phone, asked):
    code = queries.live_of(asked.poll.meeting).code
    token = token_of(phone.get(f"/j/{code}").get_data(as_text=True))
    before = phone.post(f"/j/{code}/voted", data={"csrf_token": token})
    assert (before.status_code, seen()) == (204, [])

    fields = {"csrf_token": token, "round": asked.public_id}
    phone.post(f"/j/{code}", data=fields | {"choice": asked.poll.options[0].public_id})

    assert seen() == [(asked.id, place_of("Fatima").id)]
    assert phone.post(f"/j/{code}/voted", data={"csrf_token": token}).status_code == 204
    assert len(seen()) == 1


def test_another_site_cannot_say_it_for_a_phone(phone, asked):
    code = queries.live_of(asked.poll.meeting).code

    answer = phone.post(f"/j/{code}/voted", data={"csrf_token": "guessed"})

    assert answer.status_code == 400


def test_a_withdrawn_place_cookie_votes_and_is_not_noted(client, asked):
    code = queries.live_of(asked.poll.meeting).code
    place = place_of("Joost")
    place.version += 1
    client.set_cookie(PLACE_COOKIE, cookie_token(place))
    place.version -= 1
    db.session.commit()
    token = token_of(client.get(f"/j/{code}").get_data(as_text=True))

    client.post(f"/j/{code}", data={"csrf_token": token, "round": asked.public_id})

    assert queries.ballot_count(asked) == 1
    assert seen() == []


def test_ones_own_page_leads_to_the_vote_days_before_the_session(client, asked):
    path = link_in(delivered("vote_until")[0])

    own_page = client.get(path.removesuffix("/vote")).get_data(as_text=True)

    assert f'href="{path}"' in own_page
    operations.close_round(asked)
    assert f'href="{path}"' not in client.get(path.removesuffix("/vote")).get_data(as_text=True)

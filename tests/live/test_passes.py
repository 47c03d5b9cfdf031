"""One ballot per person: by a slip with a code, or by the personal link, in whichever browser."""

import re
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcm.db import db, transaction
from lcm.live import operations, queries
from lcm.live.entry import passes
from lcm.live.entry.codes import ALPHABET
from lcm.live.push.station import the_station
from lcm.registration.cookies import PLACE_COOKIE
from lcm.registration.tokens import cookie_token
from tests.factories import make_person, make_place

SECRET = b"a secret of this installation"


@pytest.fixture
def every_form_is_checked(app):
    """As for visitors: a form without its token is refused."""
    app.config["WTF_CSRF_ENABLED"] = True
    yield
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.fixture
def pass_round(poll, every_form_is_checked):
    poll.is_pass = True
    db.session.commit()
    with transaction():
        operations.open_round(poll.rounds[0])
        operations.make_slips(queries.live_of(poll.meeting), 3)
    db.session.commit()
    return poll.rounds[0]


@pytest.fixture
def choice(pass_round):
    return [option.public_id for option in pass_round.poll.options][:2]


@pytest.fixture
def slips(pass_round, live):
    return passes.slips(the_station().secret, live.code, 3)


def type_slip(phone, slip):
    token = re.search(r'name="csrf_token" value="([^"]*)"', phone.page)[1]
    body = urlencode({"csrf_token": token, "slip": slip}).encode()
    status, page = phone.ask(
        "POST", f"/j/{phone.code}/pass", body, Content_Type="application/x-www-form-urlencoded"
    )
    phone.page = page.decode()
    return status


def stored(round_):
    db.session.rollback()
    return queries.ballot_count(round_)


def test_ten_browsers_without_a_pass_have_no_ballot(phone, pass_round, choice):
    answers = [phone().vote(pass_round.public_id, choice) for _ in range(10)]

    assert [(status, answer["reason"]) for status, answer in answers] == [(403, "no-pass")] * 10
    assert stored(pass_round) == 0


def test_one_slip_in_two_browsers_is_one_ballot(phone, pass_round, choice, slips):
    first, second = phone(), phone()
    assert [
        type_slip(first, slips[0]),
        type_slip(second, f" {slips[0].lower()[:4]} {slips[0][4:]}"),
    ] == [200, 200]

    assert first.vote(pass_round.public_id, choice, 1)[0] == 200
    assert second.state()["poll"]["ballot"] == {"choice": choice, "seq": 1}
    assert second.vote(pass_round.public_id, choice[:1], 2) == (200, {"accepted": True, "seq": 2})

    assert stored(pass_round) == 1
    assert first.state()["poll"]["ballot"] == {"choice": choice[:1], "seq": 2}


def test_a_personal_link_is_one_ballot_in_two_browsers(app, phone, poll, pass_round, choice):
    with transaction():
        place = make_place(poll.meeting, "Fatima", person=make_person("Fatima"))
    cookie = cookie_token(place)
    phones = [phone(), phone()]
    for seq, one in enumerate(phones, start=1):
        one.cookies[PLACE_COOKIE] = cookie
        one.ask("GET", f"/j/{one.code}")
        assert one.vote(pass_round.public_id, choice, seq)[0] == 200

    assert stored(pass_round) == 1


def test_saying_i_am_here_is_no_pass(phone, poll, pass_round, choice):
    with transaction():
        walk_in = make_place(poll.meeting, "Somebody")
    guest = phone()
    guest.cookies[PLACE_COOKIE] = cookie_token(walk_in)
    page = guest.ask("GET", f"/j/{guest.code}")[1].decode()

    assert guest.vote(pass_round.public_id, choice)[0] == 403
    assert 'name="slip"' in page
    assert 'id="ballot"' not in page


def test_a_host_with_a_seat_who_tries_it_out_is_not_counted(phone, poll, pass_round, choice):
    with transaction():
        place = make_place(poll.meeting, "Fatima", person=make_person("Fatima"))
    link = queries.try_out_link(poll.meeting)
    host = phone()
    host.cookies[PLACE_COOKIE] = cookie_token(place)

    pages = [host.ask("GET", path)[1].decode() for path in (link, link, f"/j/{host.code}")]

    assert all('id="ballot"' in page and 'name="slip"' not in page for page in pages)
    assert host.vote(pass_round.public_id, choice)[0] == 200
    assert stored(pass_round) == 0


@pytest.mark.parametrize("typed", ["", "K7P4WN2D", "x" * 33, "'; drop"])
def test_a_slip_we_do_not_know_is_refused_in_words(phone, pass_round, choice, typed):
    guest = phone()

    assert type_slip(guest, typed) == 422
    assert guest.vote(pass_round.public_id, choice)[0] == 403
    assert stored(pass_round) == 0


def test_guessing_slips_comes_to_a_stop_and_a_right_one_still_works(
    phone, pass_round, choice, slips
):
    guesser, holder = phone(), phone()

    answers = [type_slip(guesser, "K7P4WN2D") for _ in range(61)]

    assert set(answers[:60]) == {422}
    assert answers[60] == 429
    assert type_slip(holder, slips[1]) == 200
    assert holder.vote(pass_round.public_id, choice)[0] == 200


def test_without_javascript_a_slip_leads_to_the_ballot(phone, pass_round, choice, slips):
    guest = phone()
    type_slip(guest, slips[2])
    token = re.search(r'name="csrf_token" value="([^"]*)"', guest.page)[1]
    fields = {"csrf_token": token, "round": pass_round.public_id, "choice": choice}

    status, _ = guest.ask(
        "POST",
        f"/j/{guest.code}",
        urlencode(fields, doseq=True).encode(),
        Content_Type="application/x-www-form-urlencoded",
    )

    assert status == 200
    assert stored(pass_round) == 1


def test_a_host_makes_slips_to_print(client, leader, poll, live):
    client.sign_in(leader)
    address = f"/m/{poll.meeting.slug}/vote/slips"

    made = client.post(address, data={"count": "4"})
    fewer = client.post(address, data={"count": "2"})
    page = client.get(address).get_data(as_text=True)

    assert (made.status_code, fewer.status_code) == (303, 303)
    assert page.count('class="slip-code"') == 4
    for slip in passes.slips(the_station().secret, live.code, 4):
        assert passes.spaced_slip(slip) in page


@pytest.mark.parametrize("count", ["", "0", "501", "many"])
def test_how_many_slips_is_a_number_within_reason(client, leader, poll, live, count):
    client.sign_in(leader)

    answer = client.post(f"/m/{poll.meeting.slug}/vote/slips", data={"count": count})

    assert answer.status_code == 422
    assert live.pass_count == 0


@given(st.integers(1, 60), st.integers(1, 60))
def test_slips_differ_and_more_of_them_keep_the_first(count, more):
    made = passes.slips(SECRET, "K7P4WN", count)

    assert len(set(made)) == count
    assert passes.slips(SECRET, "K7P4WN", count + more)[:count] == made
    assert all(len(slip) == 8 and set(slip) <= set(ALPHABET) for slip in made)


def test_a_slip_of_another_session_stands_for_nobody():
    slip = passes.slips(SECRET, "K7P4WN", 1)[0]

    assert passes.find_slip_device(SECRET, "K7P4WN", 1, slip) is not None
    assert passes.find_slip_device(SECRET, "AAAAAA", 1, slip) is None
    assert passes.find_slip_device(SECRET, "K7P4WN", 0, slip) is None

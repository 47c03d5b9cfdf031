"""What a program that breaks the contract is told, the same at both doors."""

import json

import pytest

from lcm.db import transaction
from lcm.live import operations
from lcm.live.entry.misses import LIMIT

JSON = {"Content_Type": "application/json", "Sec_Fetch_Site": "same-origin"}


@pytest.fixture
def address(live, round_):
    return f"/live/{live.code}/polls/{round_.public_id}/ballot"


@pytest.fixture(params=["gateway", "flask"])
def put(request, phone, app, live, address):
    """Send bytes to the ballot door; return status and parsed answer."""
    fatima = phone()
    if request.param == "gateway":

        def send(body, path=address, **headers):
            status, answer = fatima.ask("PUT", path, body, **(JSON | headers))
            return status, json.loads(answer)

    else:
        client = app.test_client()
        client.set_cookie(f"device-{live.code}", fatima.cookies[f"device-{live.code}"])

        def send(body, path=address, **headers):
            sent = {name.replace("_", "-"): text for name, text in (JSON | headers).items()}
            answer = client.put(path, data=body, headers=sent)
            return answer.status_code, json.loads(answer.data)

    return send


BROKEN = [
    (b"{", "body"),
    (b"[1]", "body"),
    (b"\xff\xfe", "body"),
    (b"[" * 4000, "body"),
    (b'{"choice": []}', "seq"),
    (b'{"choice": [], "seq": 0}', "seq"),
    (b'{"choice": [], "seq": -1}', "seq"),
    (b'{"choice": [], "seq": 1.5}', "seq"),
    (b'{"choice": [], "seq": 1e309}', "seq"),
    (b'{"choice": [], "seq": NaN}', "seq"),
    (b'{"choice": [], "seq": true}', "seq"),
    (b'{"choice": [], "seq": "1"}', "seq"),
    (b'{"seq": 1}', "choice"),
    (b'{"choice": null, "seq": 1}', "choice"),
    (b'{"choice": ["nowhere"], "seq": 1}', "choice[0]"),
    (b'{"choice": [1, 2], "seq": 1}', "choice[0]"),
    (b'{"choice": ["a", "b", "c", "d"], "seq": 1}', "choice"),
]


def test_a_broken_ballot_is_refused_with_reason_and_field(put):
    answers = [(body, put(body)) for body, _ in BROKEN]

    found = [(body, answer["field"]) for body, (_, answer) in answers]
    assert found == BROKEN
    assert {status for _, (status, _) in answers} == {422}
    assert all(answer["title"] and answer["reason"] for _, (_, answer) in answers)


def test_an_option_twice_is_refused(put, round_):
    option = round_.poll.options[0].public_id

    status, answer = put(json.dumps({"choice": [option, option], "seq": 1}).encode())

    assert (status, answer["reason"], answer["field"]) == (422, "twice", "choice[1]")


def test_a_ballot_that_is_too_long_is_not_read(put):
    status, answer = put(json.dumps({"choice": ["a" * 20_000], "seq": 1}).encode())

    assert (status, answer["reason"]) == (413, "too-long")


SENDERS = [
    ({"Content_Type": "text/plain"}, 415),
    ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
    ({"Sec_Fetch_Site": "cross-site"}, 403),
    ({"Sec_Fetch_Site": "same-site"}, 403),
    ({"Sec_Fetch_Site": "", "Origin": "https://elsewhere.example"}, 403),
    ({"Sec_Fetch_Site": "", "Origin": "null"}, 403),
    ({"Sec_Fetch_Site": "", "Origin": "http://localhost"}, 200),
    ({"Sec_Fetch_Site": "none"}, 200),
    ({"Content_Type": "application/json; charset=utf-8"}, 200),
]


def test_only_our_own_pages_and_programs_may_vote(put):
    answers = [(headers, put(b'{"choice": [], "seq": 1}', **headers)[0]) for headers, _ in SENDERS]

    assert answers == SENDERS


def test_a_foreign_round_is_not_there(put, live):
    status, answer = put(b'{"choice": [], "seq": 1}', f"/live/{live.code}/polls/other/ballot")

    assert (status, answer["reason"]) == (404, "unknown-round")


def test_who_never_opened_the_page_cannot_vote(phone, address):
    fatima = phone()
    fatima.cookies.clear()

    status, answer = fatima.ask("PUT", address, b'{"choice": [], "seq": 1}', **JSON)

    assert (status, json.loads(answer)["reason"]) == (403, "no-device")


def test_a_forged_device_is_no_device(phone, live, address):
    fatima = phone()
    name = f"device-{live.code}"
    fatima.cookies[name] = fatima.cookies[name][:-3] + "AAA"

    assert fatima.ask("PUT", address, b'{"choice": [], "seq": 1}', **JSON)[0] == 403


def test_unknown_closed_and_expired_codes_are_answered_alike(phone, app, live, client):
    fatima = phone()
    fatima.cookies.clear()
    code = live.code
    with transaction():
        live.expires_at = live.opens_at
    app.extensions["station"].snapshots.forget(live.meeting_id)

    pages = [fatima.ask("GET", f"/j/{one}") for one in (code, "ZZZZZZ")]
    states = [fatima.ask("GET", f"/live/{one}/state") for one in (code, "ZZZZZZ", "nonsense")]
    plain = [client.get(f"/live/{one}/state").data for one in (code, "ZZZZZZ")]

    assert pages[0] == pages[1]
    assert pages[0][0] == 404
    assert len(set(states)) == 1
    assert states[0][0] == 404
    assert plain == [states[0][1]] * 2


def test_wrong_codes_come_to_a_stop_and_right_ones_never_do(phone, live):
    fatima, guesser = phone(), phone()
    guesser.cookies.clear()

    statuses = [guesser.ask("GET", "/live/ZZZZZZ/state")[0] for _ in range(LIMIT + 20)]

    assert statuses == [404] * LIMIT + [429] * 20
    assert guesser.ask("GET", "/j/ZZZZZZ")[0] == 429
    assert fatima.ask("GET", "/live/ZZZZZZ/state")[0] == 404
    assert fatima.ask("GET", f"/live/{live.code}/state")[0] == 200
    assert phone().cookies


def test_a_phone_that_has_the_state_is_told_so(phone, round_):
    fatima = phone()
    path = f"/live/{fatima.code}/state"
    etag = '"2-0"'

    first = fatima.ask("GET", path, If_None_Match=etag)
    fatima.vote(round_.public_id, [])
    second = fatima.ask("GET", path, If_None_Match=etag)

    assert first == (304, b"")
    assert second[0] == 200


def test_a_host_header_of_another_site_is_refused(phone, live):
    fatima = phone()

    for path in (f"/live/{live.code}/state", f"/j/{live.code}", f"/live/{live.code}/ping"):
        assert fatima.ask("GET", path, Host="elsewhere.example")[0] == 400


def test_ping_needs_nothing(server, phone, live):
    fatima = phone()
    fatima.cookies.clear()

    assert fatima.ask("GET", f"/live/{live.code}/ping") == (200, b"ok")


def test_a_vote_past_its_end_is_closed_for_all(phone, live, round_):
    fatima = phone()
    with transaction():
        operations.extend(round_, -1)

    status, answer = fatima.vote(round_.public_id, [])

    assert (status, answer["reason"]) == (409, "not-open")
    assert fatima.state()["poll"]["state"] == "closed"

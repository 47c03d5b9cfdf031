"""A vote from end to end, through every door: phones, ballots, close, reveal."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from lcm.db import db, transaction
from lcm.live import operations, queries
from lcm.live.outcome.counting import counted

PHONES = 200


@pytest.fixture
def options(round_):
    return [option.public_id for option in round_.poll.options]


@pytest.fixture
def round_id(round_):
    return round_.public_id


def take(step, *arguments):
    """Take a host's step as a request of its own would."""
    with transaction():
        step(*arguments)


def turnout(round_):
    db.session.rollback()
    return queries.ballot_count(round_)


def field(page, name):
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, f"no field {name}"
    return found[1]


def test_a_phone_votes_and_sees_its_ballot(phone, round_id, options):
    fatima = phone()

    status, answer = fatima.vote(round_id, options[:2])

    assert (status, answer) == (200, {"accepted": True, "seq": 1})
    assert fatima.state()["poll"]["ballot"] == {"choice": options[:2], "seq": 1}


def test_a_ballot_after_the_close_is_refused_in_words(phone, round_, options):
    fatima = phone()
    take(operations.close_round, round_)

    status, answer = fatima.vote(round_.public_id, options[:1])

    assert status == 409
    assert answer["reason"] == "not-open"
    assert answer["title"]
    assert turnout(round_) == 0


@pytest.mark.usefixtures("both_engines")
def test_two_hundred_phones_vote_at_once_and_each_finds_its_own(phone, server, round_, options):
    phones = [phone() for _ in range(PHONES)]
    chosen = [[options[n % 6], options[(n // 6 + n % 6 + 1) % 6]] for n in range(PHONES)]
    chosen = [list(dict.fromkeys(choice)) for choice in chosen]
    start = threading.Barrier(PHONES)

    def vote(n):
        start.wait()
        return phones[n].vote(round_.public_id, chosen[n])

    with ThreadPoolExecutor(PHONES) as threads:
        answers = list(threads.map(vote, range(PHONES)))

    assert {status for status, _ in answers} == {200}
    assert [one.state()["poll"]["ballot"]["choice"] for one in phones] == chosen
    assert turnout(round_) == PHONES


def test_ballots_that_arrive_in_disorder_leave_the_highest_sequence(phone, round_id, options):
    fatima = phone()
    order = [3, 1, 5, 2, 4]

    answers = [fatima.vote(round_id, [options[seq]], seq)[1] for seq in order]

    assert [answer["accepted"] for answer in answers] == [True, False, True, False, False]
    assert answers[3] == {"accepted": False, "seq": 5, "choice": [options[5]]}
    assert fatima.state()["poll"]["ballot"] == {"choice": [options[5]], "seq": 5}


def test_two_parallel_changes_leave_one_ballot(phone, round_, options):
    fatima = phone()
    fatima.vote(round_.public_id, options[:1], 1)

    def change(n):
        return fatima.vote(round_.public_id, [options[n % 6]], 2 + n)

    with ThreadPoolExecutor(20) as threads:
        statuses = {status for status, _ in threads.map(change, range(200))}

    assert statuses == {200}
    assert turnout(round_) == 1
    assert fatima.state()["poll"]["ballot"] == {"choice": [options[199 % 6]], "seq": 201}


@pytest.mark.usefixtures("both_engines")
def test_at_the_close_each_ballot_is_counted_or_refused(phone, round_, round_id, options):
    phones = [phone() for _ in range(60)]
    go_on = threading.Event()
    go_on.set()

    def vote_on(one):
        last, seq = None, 0
        while go_on.is_set() and last != 409:
            seq += 1
            last, _ = one.vote(round_id, [options[seq % 6]], seq)
        return seq - (last == 409)

    with ThreadPoolExecutor(60) as threads:
        runs = [threads.submit(vote_on, one) for one in phones]
        threading.Event().wait(0.7)
        take(operations.close_round, round_)
        accepted = [run.result() for run in runs]
    go_on.clear()

    kept = [(one.state()["poll"]["ballot"] or {"seq": 0})["seq"] for one in phones]
    assert kept == accepted
    assert sum(accepted) > 60


def test_no_byte_tells_a_tally_before_the_reveal(phone, round_, options):
    voters = [phone() for _ in range(6)]
    for voter in voters:
        voter.vote(round_.public_id, [options[2]])
    watcher = phone()
    take(operations.close_round, round_)

    seen = [watcher.ask("GET", f"/j/{watcher.code}")[1].decode()]
    seen.append(watcher.ask("GET", f"/live/{watcher.code}/state")[1].decode())

    assert counted(round_).result.ballot_count == 6
    for text in seen:
        assert not re.search(r"ballots?\W{1,4}\d|score|winner|\b6 (stemmen|votes)", text)


def test_after_the_reveal_every_phone_has_the_result(phone, round_, options):
    fatima = phone()
    for voter in [fatima, *(phone() for _ in range(4))]:
        voter.vote(round_.public_id, [options[2], options[0]])
    take(operations.close_round, round_)
    take(operations.reveal_round, round_)

    poll = fatima.state()["poll"]

    assert poll["state"] == "revealed"
    assert [standing["id"] for standing in poll["result"]["personal"][:2]] == [
        options[2],
        options[0],
    ]
    assert poll["result"]["ballots"] == 5
    assert poll["ballot"]["choice"] == [options[2], options[0]]


@pytest.mark.usefixtures("both_engines")
def test_all_doors_vote_at_once_and_none_waits_for_another(phone, client, live, round_, options):
    """Gateway, plain WSGI with JSON, and the form without JavaScript, while a host writes."""
    code, round_id = live.code, round_.public_id
    natives = [phone() for _ in range(10)]

    def by_gateway(one):
        return [one.vote(round_id, [options[0]], seq)[0] for seq in range(1, 11)]

    def by_form(one):
        sent = {"csrf_token": field(one.page, "csrf_token"), "round": round_id}
        body = "&".join(f"{name}={text}" for name, text in sent.items()) + f"&choice={options[1]}"
        kind = "application/x-www-form-urlencoded"
        return [
            one.ask("POST", f"/j/{code}", body.encode(), Content_Type=kind)[0] for _ in range(10)
        ]

    with ThreadPoolExecutor(20) as threads:
        answers = [threads.submit(by_gateway, one) for one in natives]
        answers += [threads.submit(by_form, one) for one in (phone() for _ in range(5))]
        for _ in range(10):
            take(operations.touch, live.meeting_id)
        statuses = {status for answer in answers for status in answer.result(timeout=30)}

    assert statuses == {200}
    assert turnout(round_) == 15


def test_plain_wsgi_takes_ballots_too(client, live, round_, options):
    client.get(f"/j/{live.code}")
    address = f"/live/{live.code}/polls/{round_.public_id}/ballot"
    own = {"Sec-Fetch-Site": "same-origin"}

    first = client.put(address, json={"choice": options[:3], "seq": 1}, headers=own)
    second = client.put(address, json={"choice": options[:1], "seq": 1}, headers=own)

    assert first.get_json() == {"accepted": True, "seq": 1}
    assert second.get_json() == {"accepted": False, "seq": 1, "choice": options[:3]}
    state = client.get(f"/live/{live.code}/state")
    assert state.get_json()["poll"]["ballot"] == {"choice": options[:3], "seq": 1}


def test_three_hundred_phones_of_one_address_join_and_vote(phone, round_, options):
    def join_and_vote(_):
        one = phone()
        return one.vote(round_.public_id, options[:3])[0]

    with ThreadPoolExecutor(30) as threads:
        statuses = list(threads.map(join_and_vote, range(300)))

    assert statuses == [200] * 300
    assert turnout(round_) == 300


def test_a_preview_that_fetches_the_page_is_no_phone(phone, app, live, round_, options):
    station = app.extensions["station"]
    phone()
    voter, watcher = phone(), phone()

    before = station.phones.count(live.code)
    voter.vote(round_.public_id, options[:1])
    watcher.state()

    assert before == 0
    assert station.phones.count(live.code) == 2


def test_the_version_never_goes_back(phone, round_, live):
    fatima = phone()
    versions = [fatima.state()["version"]]
    for step in (operations.close_round, operations.reveal_round):
        take(step, round_)
        versions.append(fatima.state()["version"])

    assert versions == sorted(set(versions))

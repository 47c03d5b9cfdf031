"""The code signs in where it was asked for; wrong codes stop that mailbox in that browser."""

from datetime import timedelta

import pytest

from lcm import clock
from lcm.people.operations import person_for

from .conftest import MORNING, is_inside

pytestmark = pytest.mark.usefixtures("both_engines")


def type_wrong_codes(browser, times):
    return [browser.post("/sign-in/code", data={"code": "000000x"}) for _ in range(times)]


def test_five_wrong_codes_are_refused_and_then_none_is_read(client, sanne, received):
    client.post("/sign-in", data={"email": sanne.email})
    code = received(sanne.email).code

    wrong = type_wrong_codes(client, 5)
    stopped = client.post("/sign-in/code", data={"code": code})

    assert [answer.status_code for answer in wrong] == [422] * 5
    assert stopped.status_code == 429
    assert "kwartier" in stopped.text or "quarter" in stopped.text


def test_twenty_wrong_codes_stop_one_mailbox_and_no_other(client, another, sanne, received):
    robin = person_for("Robin", "robin@example.org")
    client.post("/sign-in", data={"email": sanne.email})
    other = another()
    other.post("/sign-in", data={"email": robin.email})
    link_there = received(robin.email).path

    answers = type_wrong_codes(client, 20)
    here = client.post("/sign-in", data={"email": robin.email})
    code_here = client.post("/sign-in/code", data={"code": received(robin.email).code})
    there = other.get(link_there)

    assert answers[-1].status_code == 429
    assert here.status_code == 303
    assert code_here.status_code == 303
    assert there.status_code == 200


def test_the_link_still_works_after_the_stop(client, sanne, received):
    client.post("/sign-in", data={"email": sanne.email})
    type_wrong_codes(client, 6)

    answer = client.post(received(sanne.email).path, data={"person": sanne.public_id})

    assert answer.status_code == 303


def test_the_owner_in_another_browser_is_not_stopped_by_a_guesser(client, another, sanne, received):
    guesser = another()
    guesser.post("/sign-in", data={"email": sanne.email})
    type_wrong_codes(guesser, 6)

    client.post("/sign-in", data={"email": sanne.email})
    answer = client.post("/sign-in/code", data={"code": received(sanne.email).code})

    assert answer.status_code == 303


def test_a_new_code_works_after_a_quarter_of_an_hour(client, sanne, received):
    client.post("/sign-in", data={"email": sanne.email})
    type_wrong_codes(client, 6)

    with clock.set_to(MORNING + timedelta(minutes=16)):
        client.post("/sign-in", data={"email": sanne.email})
        answer = client.post("/sign-in/code", data={"code": received(sanne.email).code})

    assert answer.status_code == 303


def test_a_code_nobody_asked_for_is_refused(client):
    answer = client.post("/sign-in/code", data={"code": "123456"})

    assert answer.status_code == 422
    assert 'value="123456"' in answer.text


def test_no_code_at_all_is_refused(client, sanne):
    client.post("/sign-in", data={"email": sanne.email})

    answers = [client.post("/sign-in/code", data={"code": text}) for text in ("", " ", "9" * 500)]

    assert [answer.status_code for answer in answers] == [422, 422, 422]


def test_the_code_signs_in_the_browser_that_asked(client, sanne, received):
    client.post("/sign-in", data={"email": sanne.email})

    answer = client.post("/sign-in/code", data={"code": f" {received(sanne.email).code} "})

    assert answer.status_code == 303
    assert is_inside(client)


def test_the_code_does_nothing_in_another_browser(client, another, sanne, received):
    client.post("/sign-in", data={"email": sanne.email})
    code = received(sanne.email).code
    phone = another()
    phone.post("/sign-in", data={"email": "somebody@example.org"})

    answer = phone.post("/sign-in/code", data={"code": code})

    assert answer.status_code == 422
    assert not is_inside(phone)


def test_the_code_of_an_earlier_mail_still_works(client, sanne, received):
    client.post("/sign-in", data={"email": sanne.email})
    first = received(sanne.email).code
    client.post("/sign-in", data={"email": sanne.email})

    answer = client.post("/sign-in/code", data={"code": first})

    assert answer.status_code == 303


def test_the_code_works_once(client, another, sanne, received):
    client.post("/sign-in", data={"email": sanne.email})
    code = received(sanne.email).code
    client.post("/sign-in/code", data={"code": code})
    client.post("/sign-out")

    answer = client.post("/sign-in/code", data={"code": code})

    assert answer.status_code == 422

"""Who lost a link asks for a new one by address, and nobody learns who is known."""

from datetime import timedelta

from lcm import clock
from lcm.mail.models import MailState
from lcm.registration import operations
from lcm.registration.tokens import place_token
from tests.registration.conftest import bodies, delivered, mails, post, sign_up


def ask(client, address):
    return post(client, "/p/", email=address)


def test_a_known_address_gets_all_its_links_in_one_mail(client, make):
    first, second = make(), make(title="Leerbijeenkomst")
    places = [*sign_up(first, "Anna"), *sign_up(second, "Anna")]

    ask(client, "Anna@Example.org")

    mail = delivered(to="anna@example.org")[-1]
    assert mail.kind == "registration/new_link"
    for place in places:
        for body in bodies(mail):
            assert f"http://localhost/p/{place_token(place)}" in body


def test_links_come_until_a_month_after_and_not_for_what_was_cancelled(client, make):
    old, given_up = make(), make(title="Afgezegd")
    (place,) = sign_up(old, "Anna")
    operations.cancel(sign_up(given_up, "Anna")[0])
    delivered()

    with clock.set_to(old.ends_at + timedelta(days=29)):
        ask(client, "anna@example.org")
        text = bodies(delivered()[-1])[0]

    assert place_token(place) in text
    assert "Afgezegd" not in text


def test_an_unknown_address_gets_nothing_and_the_same_page(client, meeting):
    sign_up(meeting, "Anna")

    known, unknown = ask(client, "anna@example.org"), ask(client, "niemand@example.org")

    assert (known.status_code, known.text) == (unknown.status_code, unknown.text)
    assert delivered(to="niemand@example.org")[0].state == MailState.CANCELLED


def test_a_hundred_askings_fill_no_mailbox(client, meeting):
    pages = {ask(client, "anna@example.org").text for _again in range(100)}

    assert len(pages) == 1
    assert len(mails("new_link")) <= 3


def test_what_is_no_address_is_said(client, app):
    answer = client.post("/p/", data={"email": "anna"})

    assert answer.status_code == 422
    assert 'value="anna"' in answer.text
    assert mails() == []

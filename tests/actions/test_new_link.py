"""Who lost the link to an action asks for it by address, and nobody learns who is known."""

from datetime import date, timedelta

from lcm import clock
from lcm.actions import operations
from lcm.actions.queries import action_link
from lcm.mail.models import MailState
from tests.actions.conftest import NOON, bodies, delivered, mails


def ask(client, address):
    answer = client.post("/a/", data={"email": address})
    return client.get(answer.location)


def test_a_known_address_gets_the_links_to_all_open_actions(client, make, fatima):
    open_one, done = make("Folder maken", owner=fatima), make("Tolk regelen", owner=fatima)
    operations.finish(done)

    ask(client, "Fatima@Example.org")

    [mail] = delivered("new_link")
    text, html = bodies(mail)
    for body in (text, html):
        assert f"http://localhost{action_link(open_one)}" in body
        assert "Tolk regelen" not in body


def test_an_unknown_address_gets_the_same_page_and_no_mail(client, make, fatima):
    make(owner=fatima)

    known, unknown = ask(client, fatima.email), ask(client, "niemand@example.org")

    assert (known.status_code, known.text) == (unknown.status_code, unknown.text)
    assert delivered(to="niemand@example.org")[0].state == MailState.CANCELLED


def test_a_new_link_works_again_for_ninety_days(client, make, fatima):
    action = make(owner=fatima, due_on=date(2026, 12, 1))
    link = action_link(action)

    with clock.set_to(NOON + timedelta(days=200)):
        assert client.get(link).status_code == 404
        ask(client, fatima.email)
        assert client.get(link).status_code == 200
    with clock.set_to(NOON + timedelta(days=291)):
        assert client.get(link).status_code == 404


def test_many_askings_fill_no_mailbox(client, make, fatima):
    make(owner=fatima)

    pages = set()
    for seconds in range(20):
        with clock.set_to(NOON + timedelta(seconds=seconds)):
            pages.add(ask(client, fatima.email).text)

    assert len(pages) == 1
    assert len(mails("new_link")) == 3


def test_what_is_no_address_is_said(client, app):
    answer = client.post("/a/", data={"email": "fatima"})

    assert answer.status_code == 422
    assert 'value="fatima"' in answer.text
    assert mails() == []

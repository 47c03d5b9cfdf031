"""Nobody learns from the sign-in pages who is known here, and nobody's mailbox is filled."""

import re

from sqlalchemy import event, func, select

from lcm.db import db
from lcm.mail.models import OutboxMail

CSRF = re.compile(r'name="csrf_token"[^>]*value="[^"]*"')


def verbs(statement):
    return " ".join(statement.split()[:3])


def answers_to(browser, address):
    asked = browser.post("/sign-in", data={"email": address})
    page = browser.get(asked.headers["Location"])
    return (
        asked.status_code,
        asked.headers["Location"],
        asked.text,
        page.status_code,
        CSRF.sub("", page.text),
    )


def test_a_known_and_an_unknown_address_get_the_same_bytes(another, sanne):
    known = answers_to(another(), sanne.email)

    unknown = answers_to(another(), "nobody@example.org")

    assert known == unknown


def test_a_known_and_an_unknown_address_cost_the_same_work(another, sanne):
    statements = []
    event.listen(db.engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
    answers_to(another(), "warm-up@example.org")
    statements.clear()

    another().post("/sign-in", data={"email": "sanne@example.org"})
    work_for_known = [verbs(text) for text in statements]
    statements.clear()
    another().post("/sign-in", data={"email": "nobody@example.org"})

    assert "INSERT INTO outbox_mail" in work_for_known
    assert len(work_for_known) == len(statements)
    assert work_for_known[:-1] == [verbs(text) for text in statements][:-1]


def test_an_unknown_address_gets_no_mail(client, sanne):
    client.post("/sign-in", data={"email": "nobody@example.org"})

    assert db.session.scalar(select(func.count(OutboxMail.id))) == 0


def test_a_hundred_asks_send_three_mails(another, sanne):
    statuses = set()
    for number in range(100):
        spelling = (sanne.email, sanne.email.upper(), f" {sanne.email} ")[number % 3]
        statuses.add(another().post("/sign-in", data={"email": spelling}).status_code)

    assert statuses == {303}
    assert db.session.scalar(select(func.count(OutboxMail.id))) == 3

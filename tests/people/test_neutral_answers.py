"""Nobody learns from the sign-in pages who is known here, and nobody's mailbox is filled."""

import re
from statistics import median
from time import perf_counter

from sqlalchemy import func, select

from lcm.db import db
from lcm.mail.models import OutboxMail
from lcm.people.operations import person_for

CSRF = re.compile(r'name="csrf_token"[^>]*value="[^"]*"')


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


def test_a_known_and_an_unknown_address_take_about_the_same_time(another, app):
    for number in range(40):
        person_for(f"Person {number}", f"known{number}@example.org")
    seconds = {"known": [], "unknown": []}

    for number in range(40):
        for kind in ("unknown", "known"):
            browser = another()
            started = perf_counter()
            browser.post("/sign-in", data={"email": f"{kind}{number}@example.org"})
            seconds[kind].append(perf_counter() - started)

    assert 0.5 < median(seconds["known"]) / median(seconds["unknown"]) < 2


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

"""The mails about a vote, through a real mail server, in the reader's language."""

from email import message_from_bytes, policy

import pytest

from lcm import clock
from lcm.clock import now
from lcm.db import db
from lcm.live import beforehand, queries
from lcm.mail import delivery
from lcm.registration.cookies import PLACE_COOKIE
from lcm.registration.tokens import place_token
from lcm.web.filters import clock_time, local
from tests.live.beforehand.conftest import DAY, HOUR, delivered, link_in, of, seat
from tests.mail.conftest import through
from tests.mail.faulty_server import FaultyServer


def letters_to(app, at):
    """Deliver what is due at ``at`` through a mail server; return text and HTML by address."""
    with FaultyServer() as server, clock.set_to(at):
        through(app, server)
        delivery.deliver_due(now())
    read = [message_from_bytes(one.content, policy=policy.default) for one in server.letters]
    return {
        letter["To"].addresses[0].addr_spec: (
            letter["Subject"],
            letter.get_body(("plain",)).get_content(),
            letter.get_body(("html",)).get_content(),
        )
        for letter in read
    }


def test_the_mail_leads_straight_to_the_ballot(app, asked):
    letters = letters_to(app, now())

    assert set(letters) == {"fatima@example.org", "joost@example.org"}
    subject, text, html = letters["fatima@example.org"]
    address = f"http://localhost/p/{place_token(of('Fatima'))}/vote"
    until = local(asked.closes_at, asked.poll.meeting.zone).strftime("%H.%M uur")
    assert subject.startswith("Stem tot ")
    for body in (text, html):
        assert address in body
        assert asked.poll.question in body
        assert until in body
        assert "Je naam staat niet bij je stem." in body


def test_the_reminder_says_that_it_is_the_only_one(app, asked):
    letters_to(app, now())
    db.session.commit()
    with clock.set_to(asked.closes_at - DAY):
        beforehand.remind_silent(now())

    _subject, text, _html = letters_to(app, asked.closes_at - HOUR)["joost@example.org"]

    assert "Dit is de enige herinnering." in text
    assert f"/p/{place_token(of('Joost'))}/vote" in text


def test_a_reader_of_english_gets_english(app, poll):
    seat(poll.meeting, "Robin", "medical").locale = "en"
    beforehand.open_until(poll.rounds[0], now() + 3 * DAY)
    db.session.commit()

    subject, text, html = letters_to(app, now())["robin@example.org"]

    assert subject.startswith("Vote until ")
    assert "To the vote" in text
    assert f'lang="nl">{poll.question}' in html


@pytest.mark.parametrize("hostile", ['<b>"&', "{{7*7}}", "a\u2028b 🙂 <script>alert(1)</script>"])
def test_a_hostile_question_is_plain_words(app, poll, hostile):
    poll.question = hostile
    beforehand.open_until(poll.rounds[0], now() + 3 * DAY)
    db.session.commit()

    _subject, text, html = letters_to(app, now())["fatima@example.org"]

    assert hostile.partition("\u2028")[0] in text
    assert "<script>alert" not in html
    assert '<b>"' not in html


def test_the_link_gives_the_browser_its_place_and_domain_and_changes_no_row(client, asked):
    path = link_in(delivered("vote_until")[0])

    answer = client.get(path)

    code = queries.live_of(asked.poll.meeting).code
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(f"/j/{code}?as=")
    assert client.get_cookie(PLACE_COOKIE) is not None
    page = client.get(answer.headers["Location"]).get_data(as_text=True)
    assert asked.poll.question in page
    assert 'name="domain"' not in page
    assert clock_time(local(asked.closes_at, asked.poll.meeting.zone)) in page


def test_fetching_the_link_ten_times_is_no_vote_and_no_phone(client, asked, app):
    path = link_in(delivered("vote_until")[0])

    for _ in range(10):
        client.get(client.get(path).headers["Location"])

    assert queries.ballot_count(asked) == 0
    code = queries.live_of(asked.poll.meeting).code
    assert app.extensions["station"].phones.count(code) == 0


def test_after_the_vote_the_link_still_says_how_it_stands(client, asked):
    path = link_in(delivered("vote_until")[0])
    asked.poll.meeting.starts_at = now() - 60 * DAY
    queries.live_of(asked.poll.meeting).expires_at = now() - DAY
    db.session.commit()

    answer = client.get(path)

    assert answer.headers["Location"] == path.removesuffix("/vote")


def test_a_tampered_link_is_the_polite_page(client, asked):
    path = link_in(delivered("vote_until")[0])

    answer = client.get(path.replace("/vote", "x/vote"))

    assert answer.status_code == client.get("/p/x.1.y").status_code
    assert client.get_cookie(PLACE_COOKIE) is None

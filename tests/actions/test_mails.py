"""What owners read: who asks, for what, by when, and a link that is theirs alone."""

from datetime import date

import pytest

from lcm.actions import operations
from lcm.actions.models import Summary
from lcm.actions.queries import action_link
from lcm.clock import now
from lcm.db import db
from lcm.mail.models import MailState
from tests.actions.conftest import bodies, delivered, mails
from tests.factories import make_person

HOSTILE = [
    "<script>alert(1)</script>",
    "A & B <i>schuin</i> <b",
    "{{ 7*7 }} {% raw %} {0.__class__} %(name)s %s",
    "Jo\u202eost \U0001f600 \"dubbel\" 'enkel'",
    "<mj-raw><script>x</script></mj-raw></mj-text>",
]


@pytest.fixture
def after_summary(meeting):
    db.session.add(Summary(meeting=meeting, number=1, sent_at=now(), facts={}))


@pytest.mark.usefixtures("after_summary")
def test_a_new_owner_is_asked_with_a_link(make, fatima, meeting):
    action = make("Folder maken")
    operations.settle(action.item, fatima, "", date(2027, 1, 12), "Sanne")

    [mail] = delivered("assigned")
    text, html = bodies(mail)

    assert (mail.to_address, mail.reply_to) == (fatima.email, "sanne@example.org")
    for body in (text, html):
        assert "Folder maken" in body
        assert meeting.title in body
        assert "12 januari 2027" in body
        assert f"http://localhost{action_link(action)}" in body
    assert action_link(action) not in mail.text


@pytest.mark.usefixtures("after_summary")
def test_who_answered_before_it_left_is_not_asked_again(make, fatima):
    action = make()
    operations.settle(action.item, fatima, "", None, "Sanne")
    operations.accept(action)

    assert [mail.state for mail in delivered("assigned")] == [MailState.CANCELLED]


@pytest.mark.usefixtures("after_summary")
def test_a_mail_to_who_has_it_no_more_is_not_sent(make, fatima):
    action = make()
    operations.settle(action.item, fatima, "", None, "Sanne")
    operations.settle(action.item, make_person("Joost", "joost@example.org"), "", None, "Sanne")

    states = {mail.to_address: mail.state for mail in delivered("assigned")}

    assert states == {fatima.email: MailState.CANCELLED, "joost@example.org": MailState.ACCEPTED}


def test_handing_over_says_who_thought_of_you(make, fatima):
    action = make("Folder maken", owner=fatima)
    operations.hand_over(action, make_person("Joost", "joost@example.org"))

    [mail] = delivered("handed_over")

    assert "Fatima el Idrissi" in mail.subject
    assert all("Folder maken" in body for body in bodies(mail))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_mailed_as_text(make, fatima, text):
    fatima.name = text
    action = make(text, owner=fatima)
    operations.hand_over(action, make_person("Joost", "joost@example.org"))

    [mail] = delivered("handed_over")

    assert mail.state == MailState.ACCEPTED
    assert "<script>" not in mail.html
    assert "<i>" not in mail.html
    assert "49" not in mail.subject
    assert len(mail.subject.splitlines()) == 1


def test_a_long_list_is_cut_with_a_way_to_the_rest(client, make, fatima):
    for number in range(42):
        make(f"Actie {number}", owner=fatima)
    client.post("/a/", data={"email": fatima.email})

    [mail] = delivered("new_link")
    text, html = bodies(mail)

    assert text.count("* Actie") == 40
    assert "http://localhost/a/" in text
    assert len(html.encode()) < 100_000
    assert len(mails()) == 1

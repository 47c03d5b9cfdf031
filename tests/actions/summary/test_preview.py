"""Looking at the summary before and after it is sent changes nothing."""

import pytest
import sqlalchemy as sa

from lcm.actions.models import ItemKind, Summary
from lcm.actions.queries import action_link
from lcm.db import db
from lcm.mail.models import MailState
from tests.actions.conftest import bodies, mails
from tests.actions.summary.pressing import PAYLOAD, letter, press
from tests.factories import (
    make_item,
    make_person,
)

pytestmark = pytest.mark.usefixtures("both_engines")


def test_looking_writes_nothing(organiser, path, present, fatima):
    organiser.get(path)
    organiser.get(f"{path}?person={fatima.public_id}")
    organiser.get(f"{path}/preview/{fatima.public_id}")

    assert db.session.scalar(sa.select(sa.func.count(Summary.id))) == 0
    assert mails() == []


def test_the_preview_shows_the_mail_and_opens_nobodys_link(organiser, path, make, present, fatima):
    action = make("Folder maken", owner=fatima)
    press(organiser, path, choice="save", opening="Zo begint het")

    preview = organiser.get(f"{path}/preview/{fatima.public_id}")

    assert "Zo begint het" in preview.text
    assert "Folder maken" in preview.text
    assert "sandbox" in preview.headers["Content-Security-Policy"]
    assert action_link(action) not in preview.text
    assert mails() == []


def test_who_has_it_is_previewed_as_they_got_it(organiser, path, make, present, fatima):
    action = make("Folder maken", owner=fatima)
    press(organiser, path, opening="Zo begon het")
    action.item.text = "Iets heel anders"

    preview = organiser.get(f"{path}/preview/{fatima.public_id}").text

    assert "Zo begon het" in preview
    assert "Folder maken" in preview
    assert "Iets heel anders" not in preview


def test_hostile_text_arrives_as_text(organiser, path, make, present, fatima):
    meeting = present.meeting
    meeting.title = PAYLOAD
    make(PAYLOAD, owner=fatima)
    make_item(meeting, PAYLOAD, kind=ItemKind.DECISION)
    press(organiser, path, opening=PAYLOAD)

    mail = letter(fatima.email)
    text, html = bodies(mail)

    assert mail.state == MailState.ACCEPTED
    assert text.count(PAYLOAD) >= 4
    assert "<script>alert" not in html
    assert "95303" not in html
    preview = organiser.get(f"{path}/preview/{fatima.public_id}").text
    assert "<script>alert" not in preview


@pytest.mark.parametrize("action", ["", "/correct", "/preview/x"])
def test_strangers_find_no_summary(client, path, present, action):
    client.sign_in(make_person())

    assert client.get(f"{path}{action}").status_code in (404, 405)
    assert client.post(f"{path}{action}", data={"choice": "send"}).status_code in (404, 405)
    assert mails() == []


def test_a_person_of_elsewhere_has_no_preview(organiser, path, present):
    assert organiser.get(f"{path}/preview/{make_person().public_id}").status_code == 404

"""Phones that ask the speaker, and a round of questions for them."""

import re
from copy import copy

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from lcm.db import commit_edge, db
from lcm.live.entry.devices import Device, new_device
from lcm.live.models import Poll, PollRound, Question
from lcm.live.talk import questions
from lcm.meetings.models import Meeting

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def take_questions(meeting: Meeting, *, is_approved_first: bool = False) -> PollRound:
    """Open a round of questions in ``meeting``, beside whatever is open there."""
    poll = Poll(
        meeting=meeting,
        kind="questions",
        question="Vragen aan de wethouder",
        is_approved_first=is_approved_first,
    )
    round_ = PollRound(poll=poll, number=1)
    db.session.add_all([poll, round_])
    db.session.flush()
    questions.open_questions(round_)
    commit_edge()
    return round_


def asked_by(round_: PollRound, *texts: str, device: Device | None = None) -> list[Question]:
    """Ask ``texts`` from one device, a new one unless given."""
    device = device or new_device()
    found = [questions.ask(round_, device, text) for text in texts]
    commit_edge()
    return found


class Asker:
    """A phone that opens the page of questions and sends its forms."""

    def __init__(self, app: Flask, code: str) -> None:
        self.client: FlaskClient = app.test_client()
        self.path = f"/j/{code}/questions"
        self.token = TOKEN.findall(self.read())[0]

    def read(self) -> str:
        return self.client.get(self.path).get_data(as_text=True)

    def ask(self, text: str) -> TestResponse:
        return self.client.post(self.path, data={"question": text, "csrf_token": self.token})

    def mark(self, question_id: str, mark: str = "support") -> TestResponse:
        address = f"{self.path}/{question_id}/{mark}"
        return self.client.post(address, data={"csrf_token": self.token})

    def also_in(self, browser: FlaskClient) -> "Asker":
        """Return the same phone acting through ``browser``, as a second tap does."""
        same = copy(self)
        for cookie in self.client._cookies.values():
            browser.set_cookie(cookie.key, cookie.value)
        same.client = browser
        return same

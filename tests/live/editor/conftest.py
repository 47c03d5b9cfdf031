"""A host at the poll editor: makes votes of a kind, and saves what is typed."""

import pytest

from tests.live.editor.reading import newest


@pytest.fixture
def host(client, leader, poll):
    client.sign_in(leader)
    return client


@pytest.fixture
def page(poll):
    return f"/m/{poll.meeting.slug}/vote"


@pytest.fixture
def make(host, page):
    """Make a vote of a kind through the page; returns it."""

    def made(**choice):
        answer = host.post(f"{page}/new", data=choice)
        assert answer.status_code == 303
        return newest()

    return made


@pytest.fixture
def save(host, page):
    def saved(poll, **fields):
        typed = {"question": poll.question, "k": poll.k, "decides": "balanced"} | fields
        return host.post(f"{page}/{poll.public_id}", data=typed)

    return saved

"""Changing, sharing and taking away what a room said."""

from datetime import date

import pytest

from lcm.actions.captured import items_in
from tests.actions.rooms.reading import field, said, texts
from tests.gatherings import gather


def test_somebody_in_the_room_changes_a_sentence(client, gathering, path):
    item, _own = said(gathering, client, path)
    theirs = f"{gathering.link(gathering.mate())}/items/{item.public_id}"
    page = client.get(theirs)

    answer = client.post(
        theirs, data={"version": field(page, "version"), "text": "Een lijst per wijk"}
    )

    assert answer.status_code == 303
    assert texts(gathering) == ["Een lijst per wijk"]


def test_of_two_changes_at_once_the_second_sees_both_texts(client, gathering, path):
    _item, own = said(gathering, client, path)
    version = field(client.get(own), "version")
    client.post(own, data={"version": version, "text": "Van de eerste"})

    answer = client.post(own, data={"version": version, "text": "Van de tweede"})

    assert answer.status_code == 409
    assert "Van de eerste" in answer.text
    assert "Van de tweede" in answer.text
    assert texts(gathering) == ["Van de eerste"]

    settled = client.post(own, data={"version": field(answer, "version"), "text": "Samen"})

    assert settled.status_code == 303
    assert texts(gathering) == ["Samen"]


@pytest.mark.parametrize("version", ["", "-1", "x", "9" * 30])
def test_a_change_without_a_version_changes_nothing(client, gathering, path, version):
    _item, own = said(gathering, client, path)

    answer = client.post(own, data={"version": version, "text": "Anders"})

    assert answer.status_code == 422
    assert texts(gathering) == ["Een lijst"]


def test_an_owner_from_outside_the_room_stays_while_words_change(client, gathering, path):
    item, own = said(gathering, client, path, kind="action")
    item.action.owner = gathering.leader
    item.action.due_on = date(2026, 1, 1)
    page = client.get(own)

    client.post(
        own,
        data={
            "version": field(page, "version"),
            "text": "Lijst per wijk",
            "owner": "outside",
            "due_on": "2026-01-01",
        },
    )

    assert texts(gathering) == ["Lijst per wijk"]
    assert (item.action.owner, item.action.due_on) == (gathering.leader, date(2026, 1, 1))


def test_a_sentence_is_taken_away_and_put_back(client, gathering, path):
    item, own = said(gathering, client, path)

    hidden = client.post(f"{own}/hide")
    page = client.get(hidden.headers["Location"], headers={"Accept-Language": "nl"})
    gone = texts(gathering)
    client.post(f"{own}/restore")

    assert gone == []
    assert "Zet terug" in page.text
    assert texts(gathering) == [item.text]


def test_a_room_chooses_what_it_shares(client, gathering, path):
    item, own = said(gathering, client, path)

    client.post(f"{own}/pin")
    page = client.get(gathering.link(), headers={"Accept-Language": "nl"})

    assert item.is_pinned
    assert "Dit delen wij" in page.text


def test_nobody_reaches_another_room_or_meeting(client, gathering, path):
    item, _own = said(gathering, client, path)
    outsider = next(number for number in range(6) if gathering.room(number) != gathering.room())
    foreign = gather(4)
    foreign_round = foreign.round()
    version = str(item.version)

    answers = []
    for link in (gathering.link(outsider), foreign.link()):
        theirs = f"{link}/items/{item.public_id}"
        answers.append(client.get(theirs))
        answers.append(client.post(theirs, data={"version": version, "text": "Gekaapt"}))
        answers += [client.post(f"{theirs}/{mark}") for mark in ("pin", "unpin", "hide", "restore")]
    elsewhere = f"{gathering.link()}/rounds/{foreign_round.public_id}/items"
    answers.append(client.post(elsewhere, data={"kind": "wish", "text": "Verdwaald"}))

    assert {answer.status_code for answer in answers} == {404}
    assert texts(gathering) == [item.text]
    assert not item.is_pinned
    assert items_in(foreign.room()) == []

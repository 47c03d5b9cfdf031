"""One mail per person, and the words stay as they were."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from lcm.actions import capture, operations, summaries
from lcm.actions.models import ItemKind, Summary, SummaryNotPossible
from lcm.actions.queries import action_link
from lcm.actions.summaries import Group
from lcm.breakouts.models import BreakoutRound, Room, RoomPlace, RoundState
from lcm.clock import now
from lcm.communities.models import Role
from lcm.communities.operations import add_member
from lcm.db import db
from lcm.mail.models import MailState
from lcm.meetings.models import MeetingState
from tests.actions.conftest import bodies, mails
from tests.actions.summary.pressing import ALL, EVERYBODY, letter, press
from tests.factories import (
    make_item,
    make_meeting,
    make_person,
    make_place,
    make_revealed_vote,
)

pytestmark = pytest.mark.usefixtures("both_engines")


def test_everybody_gets_one_however_often_it_is_pressed(organiser, path, present, joost):
    for _press in range(3):
        assert press(organiser, path).status_code == 303

    assert sorted(mail.to_address for mail in mails("summary")) == [
        "fatima@example.org",
        "joost@example.org",
        "sanne@example.org",
    ]


def test_only_the_chosen_get_it_and_others_can_follow(organiser, path, present, joost):
    press(organiser, path, groups=["present"])
    assert [mail.to_address for mail in mails("summary")] == ["fatima@example.org"]

    press(organiser, path, groups=["present", "absent"])
    assert len(mails("summary")) == 2


def test_my_actions_stand_before_all_else(organiser, path, make, present, fatima):
    meeting = present.meeting
    room = _room_of(meeting, present, "Korte lijntjes")
    capture.pin(make_item(meeting, "Eén telefoonnummer", room=room))
    make_item(meeting, "Vaste stoel in de stuurgroep", kind=ItemKind.DECISION, room=room)
    action = make("Folder maken", owner=fatima, due_on=date(2027, 1, 12), room=room)
    make_revealed_vote(meeting, "Korte lijntjes", "Hulp op maat", "Zorg die past")
    press(organiser, path)

    text, html = bodies(letter(fatima.email))

    for body in (text, html):
        order = ["Dank voor je inbreng.", "Folder maken", "Eén telefoonnummer"]
        order += ["Vaste stoel in de stuurgroep", "Korte lijntjes", "Zorg die past"]
        places = [body.rindex(words) for words in order]
        assert places == sorted(places)
        assert f"http://localhost{action_link(action)}" in body
        assert "12 januari 2027" in body


def test_who_was_absent_reads_another_first_sentence(organiser, path, present, joost, fatima):
    press(organiser, path)

    there, absent = (bodies(letter(one.email))[0].splitlines() for one in (fatima, joost))

    assert there[2] != absent[2]
    assert "19 november" in there[2]
    assert "19 november" in absent[2]


def test_what_was_sent_stays_as_it_was(organiser, path, make, present, fatima):
    action = make("Folder maken", owner=fatima)
    press(organiser, path)
    action.item.text = "Iets heel anders"
    operations.finish(action)
    present.meeting.title = "Een andere naam"
    press(organiser, path, opening="Andere woorden")

    text, _html = bodies(letter(fatima.email))

    assert "Folder maken" in text
    assert "Iets heel anders" not in text
    assert "Een andere naam" not in text
    assert "Andere woorden" not in text


def test_a_correction_is_a_new_version_that_everybody_gets_once(organiser, path, present):
    press(organiser, path, groups=["present"])
    for _press in range(2):
        organiser.post(f"{path}/correct")
    for _press in range(2):
        press(organiser, path, groups=["present"], opening="Nu goed")

    numbers = [mail.facts["number"] for mail in mails("summary")]
    assert numbers == [1, 2]
    assert [mail.facts["opening"] for mail in mails("summary")] == [
        "Dank voor je inbreng.",
        "Nu goed",
    ]
    assert db.session.scalar(sa.select(sa.func.count(Summary.id))) == 2


def test_nothing_is_sent_before_the_session_starts(organiser, community):
    later = make_meeting(community, starts_at=now() + timedelta(hours=1))

    assert press(organiser, f"/m/{later.slug}/summary").status_code == 409
    with pytest.raises(SummaryNotPossible):
        summaries.send(later, ALL)
    assert mails() == []


def test_a_session_that_ended_before_its_time_has_a_summary(organiser, community):
    early = make_meeting(community, starts_at=now() + timedelta(hours=1), state=MeetingState.CLOSED)
    make_place(early, "Fatima", person=make_person("Fatima"))

    assert press(organiser, f"/m/{early.slug}/summary", groups=EVERYBODY).status_code == 303
    assert mails("summary")


def test_without_a_choice_or_a_group_nothing_leaves(organiser, path, present):
    assert organiser.post(path, data={"groups": EVERYBODY}).status_code == 422
    refused = press(organiser, path, groups=[], opening="Bewaar mij")

    assert refused.status_code == 422
    assert "Bewaar mij" in refused.text
    assert mails() == []


def test_the_page_says_what_became_of_each_mail(organiser, path, present, joost):
    press(organiser, path, groups=["present", "absent"])
    states = dict(zip(mails("summary"), (MailState.ACCEPTED, MailState.FAILED), strict=True))
    for mail, state in states.items():
        mail.state = state

    page = organiser.get(path).text

    assert "tone-done" in page
    assert "tone-late" in page


def test_members_who_were_not_registered_are_others(meeting, community, present, joost, make):
    noor = make_person("Noor")
    add_member(community, noor, Role.MEMBER)
    owner = make_person("Elders")
    make(owner=owner)

    groups = {one.person.name: one.group for one in summaries.recipients(meeting)}

    assert groups == {
        "Fatima el Idrissi": Group.PRESENT,
        "Joost Verhoeven": Group.ABSENT,
        "Elders": Group.OWNERS,
        "Noor": Group.OTHERS,
        "Sanne de Wit": Group.OTHERS,
    }


def test_the_next_session_stands_in_the_mail(organiser, path, community, present, fatima):
    following = make_meeting(community, starts_at=now() + timedelta(days=30))
    press(organiser, path)

    text, _html = bodies(letter(fatima.email))

    assert f"http://localhost/m/{following.slug}" in text
    assert following.title in text


def _room_of(meeting, place, title):
    """An open room of ``meeting`` with one person in it."""
    round_ = BreakoutRound(
        meeting=meeting,
        title="Deelgroepen",
        minutes=30,
        seed=1,
        state=RoundState.OPEN,
        opened_at=now(),
    )
    room = Room(number=1, title=title, question=title)
    round_.rooms.append(room)
    db.session.add(round_)
    db.session.flush()
    db.session.add(RoomPlace(round_id=round_.id, room_id=room.id, place=place))
    db.session.flush()
    return room

"""Options typed, pasted and taken from elsewhere, and how many a vote can bear."""

from datetime import timedelta

import pytest

from lcm.clock import now
from tests.factories import make_action, make_item, make_meeting
from tests.live.editor.reading import labels, origins


def test_options_are_taken_from_aims_actions_and_wishes_and_keep_where_they_came_from(
    host, page, make, save, poll
):
    earlier = make_meeting(poll.meeting.community, starts_at=now() - timedelta(days=30))
    elsewhere = make_meeting(starts_at=now() - timedelta(days=30))
    wish = make_item(earlier, "Eén telefoonnummer: " + "voor alle verloskundigen " * 5)
    strange = make_item(elsewhere, "Van een ander netwerk")
    action = make_action(earlier, "Folder maken").item
    aim = poll.meeting.community.goals[1]
    made = make(kind="top")
    ticks = {
        "from_aims": aim.public_id,
        "from_actions": action.public_id,
        "from_wishes": wish.public_id,
    }

    shown = host.get(f"{page}?poll={made.public_id}").text
    answer = save(made, options="Zelf bedacht", k=2, **ticks)

    assert answer.status_code == 303
    assert strange.text not in shown
    assert labels(made)[:3] == ["Zelf bedacht", "Doel B", "Folder maken"]
    assert made.options[3].text == wish.text.strip().replace(":", " –")
    assert origins(made) == [
        ("", None),
        ("goal", aim.id),
        ("item", action.id),
        ("item", wish.id),
    ]
    save(made, options="Folder in vijf talen\nDoel B\nZelf bedacht", k=2)
    assert origins(made) == [("", None), ("goal", aim.id), ("", None)]


def test_ticking_what_is_there_already_adds_nothing(save, make, poll):
    made = make(ready="priorities")
    lines = "\n".join(labels(made))

    for _tap in range(2):
        save(made, options=lines, from_aims=poll.meeting.community.goals[0].public_id)

    assert labels(made) == labels(poll)


@pytest.mark.parametrize(
    ("kind", "least", "most"),
    [("top", 3, 12), ("pick", 3, 40), ("order", 3, 7), ("points", 2, 6), ("impact", 2, 8)],
)
def test_each_kind_takes_as_many_options_as_it_can_bear(make, save, kind, least, most):
    made = make(kind=kind)

    def answer(count):
        lines = "\n".join(f"{number:02d} keuze" for number in range(count))
        return save(made, options=lines, k=1).status_code

    assert [answer(count) for count in (least - 1, most + 1, least, most)] == [422, 422, 303, 303]
    assert len(made.options) == most
    assert made.options[-1].letter == ("AN" if kind == "pick" else "ABCDEFGHIJKL"[most - 1])


def test_a_run_off_may_have_two_options(make, save, poll):
    made = make(kind="top")
    made.run_off_of_id = poll.id

    answer = save(made, options="Doel A\nDoel B", k=1)

    assert answer.status_code == 303
    assert labels(made) == ["Doel A", "Doel B"]


@pytest.mark.parametrize(("count", "k"), [(9, 3), (12, 5)])
def test_a_tick_list_knows_how_many_are_usual_until_the_host_says_otherwise(make, save, count, k):
    made = make(kind="pick")
    lines = "\n".join(f"keuze {number}" for number in range(count))

    save(made, options=lines, k=0)
    usual = made.k
    save(made, options=lines, k=2)

    assert (usual, made.k) == (k, 2)


def test_nothing_typed_is_lost_when_something_is_wrong(make, save, poll):
    made = make(kind="top")
    typed = {"question": "", "options": "Een: met zin\nTwee", "k": 2, "is_pass": "y"}
    tick = poll.meeting.community.goals[2].public_id

    answer = save(made, **typed, from_aims=tick, **{"joined-social": "medical"})

    assert answer.status_code == 422
    assert "Een: met zin\nTwee" in answer.text
    (box,) = [tag for tag in answer.text.split("<") if tick in tag]
    assert "checked" in box
    assert '<option selected value="medical">' in answer.text
    assert made.options == []

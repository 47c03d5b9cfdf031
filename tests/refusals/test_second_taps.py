"""The same tap twice, and the way back: one effect, the same answer."""

import pytest

from tests.refusals.sending import count, form_on
from tests.refusals.visitor import Answer, Form, Visitor


def twice(visitor: Visitor, form: Form, button: str, **changed: str) -> list[Answer]:
    pair = next((one for one in form.buttons if button in one), form.buttons[0])
    return [visitor.send(form, pair, **changed) for _ in range(2)]


def test_a_second_tap_registers_nobody_twice(world):
    visitor = world.visitor()
    form = form_on(visitor.read(f"{world.paths['coming']}/register").page, "email")

    answers = twice(visitor, form, "", name="Twee Keer", email="twee@example.org")

    assert [(one.status, one.location) for one in answers] == [(303, answers[0].location)] * 2
    assert count(world, "person WHERE name = 'Twee Keer'") == 1
    assert (
        count(
            world, "registration r JOIN person p ON p.id = r.person_id WHERE p.name = 'Twee Keer'"
        )
        == 1
    )


def test_a_second_tap_writes_one_sentence_and_going_back_another(world):
    visitor = world.visitor()
    form = form_on(visitor.read(f"{world.paths['room open']}?write=wish").page, "text")

    answers = twice(visitor, form, "", text="Zeldzaam gezicht")
    back = visitor.send(form, text="Zeldzaam nummer")

    assert [one.status for one in [*answers, back]] == [303] * 3
    assert count(world, "item WHERE text LIKE 'Zeldzaam%'") == 2


@pytest.mark.parametrize(
    ("name", "button", "table"),
    [
        ("action proposed", "accept", "action_change"),
        ("place confirmed/cancel", "cancel", "outbox_mail"),
        ("place cancelled", "undo", "outbox_mail"),
        ("invitation invited", "decline", "outbox_mail"),
    ],
)
def test_a_second_tap_does_nothing_more(world, name, button, table):
    visitor, (known, slash, rest) = world.visitor(), name.partition("/")
    page = visitor.read(world.paths[known] + slash + rest).page
    forms = [one for one in page.forms if any(button in pair for pair in one.buttons)]

    first = visitor.send(forms[0], next(p for p in forms[0].buttons if button in p))
    after = count(world, table)
    second = visitor.send(forms[0], next(p for p in forms[0].buttons if button in p))

    assert (first.status, second.status) == (303, 303)
    assert first.location == second.location
    assert count(world, table) == after


def test_a_second_tap_on_i_am_here_is_one_person(world):
    """Both requests leave before the first answer, and so before its cookie, has arrived."""
    visitor, path = world.visitor(), world.paths["join open"]
    form = form_on(visitor.read(path).page, "organisation")
    cookies = dict(visitor.cookies)

    answers = [
        Visitor(world.app, cookies).send(form, name="Ben", organisation="") for _ in range(2)
    ]

    assert [one.status for one in answers] == [200, 200]
    assert count(world, "place WHERE name = 'Ben'") == 1

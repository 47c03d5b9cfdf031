"""Each refusal says what is the matter and what to do, with its status; nothing else changes."""

from datetime import timedelta

import pytest

from lcm import clock
from tests.refusals.sending import code_of, count, form_on, rows, run, said

UNKNOWN_CODE = "This code does not work, or not any more. Look at the big screen and try again."
TOO_OLD = "This page was open too long. Go back, reload it and send it once more."


def test_a_wrong_code_an_expired_one_and_one_that_never_was_are_one_answer(world):
    expired, early = code_of(world, "join closed"), code_of(world, "join waiting")
    run(world, "UPDATE live_meeting SET expires_at = '2020-01-01' WHERE code = :code", code=expired)
    run(world, "UPDATE live_meeting SET opens_at = '2090-01-01' WHERE code = :code", code=early)

    pages = [said(world.visitor().read(f"/j/{code}")) for code in ("AAAAAA", expired, early, "x")]
    doors = [
        said(world.visitor().read(f"/live/{code}/state")) for code in ("AAAAAA", expired, early)
    ]

    assert set(pages) == {(404, pages[0][1])}
    assert UNKNOWN_CODE in pages[0][1]
    assert len(set(doors)) == 1
    assert doors[0][0] == 404


def test_a_wrong_code_typed_stays_in_its_field(world):
    visitor = world.visitor()
    form = form_on(visitor.read("/j/").page, "code")

    answer = visitor.send(form, code="KKK-K22")

    assert answer.status == 422
    assert UNKNOWN_CODE in answer.page.text
    assert form_on(answer.page, "code").fields[0].value == "KKK-K22"


def test_guessing_codes_comes_to_a_stop_but_a_known_phone_goes_on(world):
    known, path = world.visitor(), world.paths["join open"]
    known.read(path)

    statuses = [
        world.visitor().read(f"/j/{number:06}".replace("0", "A")).status for number in range(70)
    ]
    typed = world.visitor().post("/j/", [("code", "AAAAAA")])
    door = world.visitor().read("/live/AAAAAA/state")

    assert statuses[:60] == [404] * 60
    assert set(statuses[61:]) == {429}
    assert said(typed) == (429, typed.page.text)
    assert "Too many tries. Wait a moment and try again." in typed.page.text
    assert door.status == 429
    assert known.read(path).status == 200
    assert known.read("/j/AAAAAA").status == 404
    assert world.visitor().read(path).status == 200


def test_wrong_sign_in_codes_count_up_to_a_stop(world):
    visitor = world.visitor()
    visitor.send(form_on(visitor.read("/sign-in").page, "email"), email="sanne@example.org")
    form = form_on(visitor.read("/sign-in/code").page, "code")

    answers = [visitor.send(form, code=f"00000{number}x") for number in range(6)]

    assert [one.status for one in answers[:5]] == [422] * 5
    assert form_on(answers[0].page, "code").values({})[1][1] == "000000x"
    assert "code" in answers[0].page.text
    assert answers[5].status == 429
    assert "quarter of an hour" in answers[5].page.text


def test_a_vote_before_the_opening_or_after_the_close_does_not_count(world):
    visitor, path = world.visitor(), world.paths["join open"]
    form = form_on(visitor.read(path).page, "choice")
    option = form.fields[-1].choices[1]
    visitor.send(form, choice="")
    before = rows(world)["ballot"]
    run(world, "UPDATE poll_round SET state = 'closed' WHERE state = 'open'")
    run(world, "UPDATE live_meeting SET version = version + 1")

    late = visitor.post(form.path, [*form.values({"choice": ""}), ("choice", option)])
    run(world, "UPDATE poll_round SET state = 'draft' WHERE state = 'closed'")
    run(world, "UPDATE live_meeting SET version = version + 1")
    early = visitor.post(form.path, [*form.values({"choice": ""}), ("choice", option)])

    assert late.status == early.status == 409
    assert "What you chose now does not count" in late.page.text
    assert "What you chose now does not count" in early.page.text
    assert rows(world)["ballot"] == before


def test_the_same_option_twice_is_told_and_what_was_chosen_stays(world):
    visitor, path = world.visitor(), world.paths["join open"]
    form = form_on(visitor.read(path).page, "choice")
    option = form.fields[-1].choices[1]
    kept = [(one.name, one.value or "") for one in form.fields if one.name != "choice"]

    answer = visitor.post(form.path, [*kept, ("choice", option), ("choice", option)])

    assert answer.status == 422
    assert "You chose the same option twice" in answer.page.text
    again = [one.value for one in form_on(answer.page, "choice").fields if one.name == "choice"]
    assert again[:2] == [option, option]


def test_a_form_of_another_phone_or_of_nobody_is_told_to_reload(world):
    path = world.paths["join open"]
    form = form_on(world.visitor().read(path).page, "choice")

    answers = [world.visitor().send(form), world.visitor().post("/sign-in", [("email", "a@b.nl")])]

    assert [one.status for one in answers] == [400, 400]
    assert all(TOO_OLD in one.page.text for one in answers)


def test_a_full_session_takes_people_on_its_waiting_list(world):
    visitor = world.visitor()
    page = visitor.read(f"{world.paths['full']}/register").page

    answer = visitor.send(form_on(page, "email"), email="laat@example.org", name="Laat")

    assert "full" in page.text or "waiting list" in page.text
    assert answer.status == 303
    assert (
        count(
            world,
            "registration WHERE state = 'confirmed' AND meeting_id = "
            "(SELECT id FROM meeting WHERE seats = 1)",
        )
        == 1
    )


@pytest.mark.parametrize("name", ["held", "cancelled"])
def test_a_session_that_is_over_or_cancelled_takes_nobody(world, name):
    visitor = world.visitor()
    form = form_on(visitor.read(f"{world.paths['coming']}/register").page, "email")
    values = form.values({"name": "Laat", "email": "laat@example.org"})

    looked = visitor.read(f"{world.paths[name]}/register")
    sent = visitor.post(f"{world.paths[name]}/register", values)

    assert looked.status == 200
    assert looked.path == world.paths[name]
    assert sent.status == 409
    assert "You cannot register for this session any more." in sent.page.text


@pytest.mark.parametrize(
    ("name", "button"),
    [
        ("action proposed", "accept"),
        ("place confirmed", ""),
        ("place cancelled", "undo"),
    ],
)
def test_a_form_sent_without_pressing_a_button_changes_nothing(world, name, button):
    """What a scanner does that submits forms as they are served."""
    visitor = world.visitor()
    path = world.paths[name] + ("" if button else "/cancel")
    form = form_on(visitor.read(path).page, button=button or "cancel")
    before = rows(world)

    answer = visitor.send(form)

    assert answer.status == 422
    assert "Choose one of the buttons; nothing has been changed yet." in answer.page.text
    assert rows(world) == before


def test_an_action_link_ends_ninety_days_after_its_day(world):
    with clock.set_to(clock.now() + timedelta(days=9 + 91)):
        late = world.visitor().read(world.paths["action accepted"])

    assert late.status == 404
    assert "This link does not work any more" in late.page.text
    assert form_on(late.page, "email").path == "/a/"

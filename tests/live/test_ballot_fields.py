"""A choice as the fields of its form: it leads back to the choice, and errors find their place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcm.live.ballots.ballot_fields import filled_again, filled_from
from lcm.live.ballots.ballot_forms import form_choice
from lcm.live.ballots.ballot_reading import ballot_choice
from lcm.live.choices import BLANK, CONSENTS, BallotRule, ChoiceError
from lcm.live.push.doors import DoorRefusal

OPTIONS = ("debt", "housing", "language", "smoking")
LISTS = st.lists(st.sampled_from(OPTIONS), unique=True, max_size=3)
MARKS = st.one_of(st.none(), st.integers(1, 5))
TEXTS = st.lists(st.text(max_size=30), max_size=3)
CHOICES = {
    "top": LISTS,
    "pick": LISTS,
    "order": st.permutations(OPTIONS),
    "points": st.sampled_from([{"debt": 100}, {"debt": 30, "smoking": 70}, {}]),
    "impact": st.dictionaries(st.sampled_from(OPTIONS), st.lists(MARKS, min_size=2, max_size=2)),
    "scale": st.integers(1, 5),
    "consent": st.fixed_dictionaries({"word": st.sampled_from(CONSENTS), "text": st.text()}),
    "words": TEXTS,
    "open": TEXTS,
}


@given(kind=st.sampled_from(sorted(CHOICES)), chosen=st.data())
def test_the_fields_of_a_choice_say_that_choice(kind, chosen):
    rule = BallotRule(kind, 3, OPTIONS)
    choice = ballot_choice(rule, chosen.draw(CHOICES[kind]))

    filled = filled_from(kind, choice)

    assert ballot_choice(rule, form_choice(rule, filled.all)) == choice


def test_a_blank_ballot_fills_in_nothing():
    filled = filled_from("points", BLANK)

    assert (filled.fields, filled.first("points-debt"), filled.wrong("debt")) == ({}, "", "")


@pytest.mark.parametrize(
    ("kind", "form", "part"),
    [
        ("top", {"choice": ["debt", "", "debt"]}, "1"),
        ("order", {"choice": ["", "debt", "nowhere"]}, "1"),
        ("pick", {"choice": ["debt", "housing", "language", "smoking"]}, "choice"),
        ("pick", {"choice": ["nowhere"]}, "choice"),
        ("points", {"points-debt": ["ten"]}, "debt"),
        ("points", {"points-debt": ["15"], "points-housing": ["85"]}, "debt"),
        ("points", {"points-debt": ["40"]}, "choice"),
        ("impact", {"impact-housing": ["9"], "feasibility-housing": ["1"]}, "housing"),
        ("impact", {"feasibility-debt": ["x"]}, "debt"),
        ("scale", {"choice": ["6"]}, "choice"),
        ("consent", {"choice": ["maybe"]}, "choice"),
        ("consent", {"choice": ["objection"], "text": ["x" * 301]}, "text"),
        ("words", {"choice": [" ", "time", "x" * 31]}, "1"),
        ("open", {"choice": ["", "x" * 301, ""]}, "0"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(kind, form, part):
    rule = BallotRule(kind, 3, OPTIONS)
    with pytest.raises(ChoiceError) as refusal:
        ballot_choice(rule, form_choice(rule, lambda name: form.get(name, [])))

    filled = filled_again(kind, form, refusal.value)

    typed = [text for texts in form.values() for text in texts if text.strip()]
    assert filled.errors == {part: refusal.value.message}
    assert [text for name in form for text in filled.all(name)] == typed
    if part.isdigit():
        assert filled.at("choice", int(part)) == typed[int(part)]


def test_a_ballot_after_the_close_is_refused_as_a_whole():
    filled = filled_again(
        "points", {"points-debt": ["40"]}, DoorRefusal(409, "not-open", "Closed.")
    )

    assert (filled.wrong("choice"), filled.first("points-debt")) == ("Closed.", "40")

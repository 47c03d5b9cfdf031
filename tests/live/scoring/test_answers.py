"""Open answers in groups: a golden set, and the host's word above the machine's."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcm.live.scoring.answers import Answer, answer_groups
from tests.live.scoring.golden_answers import FRESH, WISHED

SENTENCES = [text for wished in (WISHED, FRESH) for texts in wished.values() for text in texts]
some_answers = st.lists(
    st.one_of(st.sampled_from(SENTENCES), st.text(max_size=15)), max_size=14
).map(lambda texts: [Answer(f"{number:02}", text) for number, text in enumerate(texts)])
ids = st.sampled_from([f"{number:02}" for number in range(14)])
placements = st.dictionaries(ids, st.one_of(ids, st.sampled_from(("x", "y"))), max_size=6)


def quality(wished):
    """Return purity, precision and recall; the last two over pairs that are together."""
    wish = {f"{name}-{n}": name for name, texts in wished.items() for n in range(len(texts))}
    given = [
        Answer(f"{name}-{n}", text)
        for name, texts in wished.items()
        for n, text in enumerate(texts)
    ]
    groups = [[wish[a.id] for a in group.answers] for group in answer_groups(given)]
    pure_count = sum(max(map(group.count, group)) for group in groups)
    together = [pair for group in groups for pair in combinations(group, 2)]
    right_count = sum(one == other for one, other in together)
    wished_count = sum(len(texts) * (len(texts) - 1) // 2 for texts in wished.values())
    return pure_count / len(given), right_count / len(together), right_count / wished_count


@pytest.mark.parametrize(
    ("name", "wished", "floors"),
    [("golden", WISHED, (0.95, 0.95, 0.85)), ("fresh", FRESH, (0.95, 0.95, 0.65))],
)
def test_answers_fall_into_the_groups_a_host_would_make(name, wished, floors):
    reached = quality(wished)

    print(f"\n{name}: purity %.3f, precision %.3f, recall %.3f" % reached)
    assert all(figure >= floor for figure, floor in zip(reached, floors, strict=True))


def test_the_measure_sees_a_bad_division():
    mixed = {"a": ("Schulden", "Eenzaamheid"), "b": ("schuld", "eenzaam")}

    assert quality(mixed) == (0.5, 0, 0)


def test_the_most_typical_answer_stands_first():
    groups = answer_groups(
        [
            Answer("1", "Vrijwilligers haken af door regels"),
            Answer("2", "vrijwilliger"),
            Answer("3", "Een tekort aan vrijwilligers"),
            Answer("4", "Parkeren"),
        ]
    )

    assert [(group.key, [a.id for a in group.answers]) for group in groups] == [
        ("1", ["2", "3", "1"]),
        ("4", ["4"]),
    ]


def test_a_smiley_is_an_answer_too():
    groups = answer_groups([Answer("1", "😀"), Answer("2", "😡"), Answer("3", " 😀 ")])

    assert [[a.id for a in group.answers] for group in groups] == [["3", "1"], ["2"]]


def test_an_answer_the_host_takes_out_stays_alone():
    given = [Answer("1", "Schulden"), Answer("2", "schulden"), Answer("3", "schuld")]

    assert keys(answer_groups(given)) == {"1": "1", "2": "1", "3": "1"}
    assert keys(answer_groups(given, regrouped={"1": "1"})) == {"1": "1", "2": "2", "3": "2"}


def test_an_answer_placed_with_another_joins_the_group_around_it():
    given = [Answer("1", "Schulden"), Answer("2", "Schulden!"), Answer("3", "Geldzorgen")]

    assert keys(answer_groups(given, regrouped={"3": "2"})) == {"1": "2", "2": "2", "3": "2"}


def test_what_the_host_parted_does_not_grow_together():
    given = [Answer(str(number), "Schulden") for number in range(6)]

    found = keys(answer_groups(given, regrouped={"4": "0", "5": "1"}))

    assert found["4"] == found["0"] == "0"
    assert found["5"] == found["1"] == "1"


def test_hiding_an_answer_moves_no_other():
    given = [Answer("1", "Schulden"), Answer("2", "schuld"), Answer("3", "Taal")]

    assert keys(answer_groups(given, hidden={"1", "3"})) == {"2": "1"}


@settings(deadline=None)
@given(some_answers, placements, st.frozensets(ids), st.randoms(use_true_random=False))
def test_the_order_of_the_answers_changes_nothing(answers, regrouped, hidden, random):
    shuffled = random.sample(answers, len(answers))

    assert answer_groups(shuffled, regrouped=regrouped, hidden=hidden) == answer_groups(
        answers, regrouped=regrouped, hidden=hidden
    )


@settings(deadline=None)
@given(some_answers, placements, st.frozensets(ids))
def test_every_answer_in_sight_is_in_one_group_and_the_host_wins(answers, regrouped, hidden):
    groups = answer_groups(answers, regrouped=regrouped, hidden=hidden)
    found = keys(groups)

    shown = [a.id for group in groups for a in group.answers]
    assert sorted(shown) == [a.id for a in answers if a.id not in hidden]
    assert all(found[id_] == key for id_, key in regrouped.items() if id_ in found)
    assert len({group.key for group in groups}) == len(groups)
    assert found.items() <= keys(answer_groups(answers, regrouped=regrouped)).items()
    sizes = [len(group.answers) for group in groups]
    assert sizes == sorted(sizes, reverse=True)


def keys(groups):
    return {answer.id: group.key for group in groups for answer in group.answers}

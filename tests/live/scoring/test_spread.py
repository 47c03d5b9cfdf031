"""Scales and consent checks: exact figures, groups of five, and every objection heard."""

from collections import Counter
from fractions import Fraction
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcm.live.scoring.spread import STANCES, STEPS, Mark, Say, consent, scale
from tests.live.scoring.counting import DOMAINS

domains = st.sampled_from((*DOMAINS, None))
marks = st.lists(st.builds(Mark, domains, st.sampled_from((*STEPS, None))), max_size=40)
words = st.sampled_from(("", "Te duur", "te duur", "Wie betaalt dit?", "Geen tijd"))
says = st.lists(st.builds(Say, domains, st.sampled_from((*STANCES, None)), words), max_size=40)


def scaled(marks):
    return scale(marks, domain_order=DOMAINS)


def heard(says, hidden=()):
    return consent(says, domain_order=DOMAINS, hidden=hidden)


def test_a_scale_worked_out_by_hand():
    result = scaled(
        [Mark("medical", step) for step in (5, 4, 4, 2, 1, 5)]
        + [Mark("social", step) for step in (1, 2, None)]
        + [Mark("municipal", step) for step in (2, 3, 3)]
    )

    assert (result.ballot_count, result.blank_count) == (12, 1)
    assert result.whole.counts == (2, 3, 2, 2, 2)
    assert (result.whole.mean, result.whole.median) == (Fraction(32, 11), 3)
    assert [(s.domains, s.counts, s.mean, s.median) for s in result.groups] == [
        (("medical",), (1, 1, 0, 2, 2), Fraction(7, 2), 4),
        (("social", "municipal"), (1, 2, 2, 0, 0), Fraction(11, 5), 2),
    ]


def test_the_median_of_an_even_number_lies_between_the_middle_two():
    result = scaled([Mark("medical", step) for step in (1, 1, 2, 5, 5, 5)])

    assert result.whole.median == Fraction(7, 2)


def test_four_marks_show_nothing_however_many_were_blank():
    result = scaled([Mark("medical", 3)] * 4 + [Mark("medical", None)] * 9)

    assert (result.ballot_count, result.blank_count) == (13, 9)
    assert (result.whole, result.groups) == (None, ())


def test_a_consent_check_worked_out_by_hand():
    result = heard(
        [Say("medical", "fine")] * 4
        + [Say("medical", "objection", " Wie  betaalt dit? ")]
        + [Say("social", "can-live")] * 5
        + [Say("social", "objection", "Geen tijd"), Say("social", None), Say("social", "objection")]
    )

    assert (result.ballot_count, result.blank_count) == (13, 1)
    assert result.whole.counts == {"fine": 4, "can-live": 5, "objection": 3}
    assert [(g.domains, g.counts) for g in result.groups] == [
        (("medical",), {"fine": 4, "can-live": 0, "objection": 1}),
        (("social",), {"fine": 0, "can-live": 5, "objection": 2}),
    ]
    assert result.objections == ("Geen tijd", "Wie betaalt dit?")


def test_an_objection_among_four_is_heard_without_figures():
    result = heard([Say("medical", "fine")] * 3 + [Say("social", "objection", "Te duur")])

    assert (result.whole, result.groups) == (None, ())
    assert (result.is_objected, result.objections) == (True, ("Te duur",))


def test_a_hidden_objection_still_stands_in_the_way():
    result = heard([Say("medical", "objection", "Die  eikel")] * 5, hidden={"Die eikel"})

    assert (result.is_objected, result.objections) == (True, ())
    assert result.whole.counts["objection"] == 5


@pytest.mark.parametrize("stance", ["fine", "can-live", None])
def test_a_remark_without_objecting_is_no_objection(stance):
    result = heard([Say("medical", stance, "Te duur")])

    assert (result.is_objected, result.objections) == (False, ())


@given(marks, says, st.randoms(use_true_random=False))
def test_the_order_of_the_ballots_changes_nothing(marks, says, random):
    assert scaled(random.sample(marks, len(marks))) == scaled(marks)
    assert heard(random.sample(says, len(says))) == heard(says)


@given(marks)
def test_figures_are_those_of_the_marks_of_these_domains(marks):
    result = scaled(marks)

    for spread in (*filter(None, [result.whole]), *result.groups):
        steps = [m.step for m in marks if m.domain in spread.domains and m.step]
        assert spread.counts == tuple(steps.count(step) for step in STEPS)
        assert spread.mean == Fraction(sum(steps), len(steps))
        assert spread.median == median(map(Fraction, steps))
        assert {type(spread.mean), type(spread.median)} == {Fraction}
    assert (result.whole is not None) == (result.ballot_count - result.blank_count >= 5)


@given(marks, says)
def test_no_published_set_and_no_difference_of_two_has_one_to_four_people(marks, says):
    for result, people in (
        (scaled(marks), Counter(m.domain for m in marks if m.step)),
        (heard(says), Counter(s.domain for s in says if s.stance)),
    ):
        published = [part.domains for part in (*filter(None, [result.whole]), *result.groups)]
        for one in published:
            for other in [(), *published]:
                left = sum(people[domain] for domain in set(one) - set(other))
                assert left == 0 or left >= 5
        assert not published or set(published[0]) == set().union(*published[1:]) == set(people)


@given(says)
def test_every_objection_with_words_is_listed_and_nothing_else(says):
    result = heard(says)

    objecting = [say for say in says if say.stance == "objection"]
    assert Counter(result.objections) == Counter(s.text for s in objecting if s.text)
    assert list(map(str.casefold, result.objections)) == sorted(
        map(str.casefold, result.objections)
    )
    assert result.is_objected == bool(objecting)


@given(says, st.sampled_from(DOMAINS))
def test_the_list_of_objections_tells_no_domain(says, domain):
    elsewhere = [Say(domain, say.stance, say.text) for say in says]

    assert heard(elsewhere).objections == heard(says).objections

"""The comparison behind the benches: what counts as kept, lost and altered."""

import pytest

from bench.journal import Cast, Journal, Verdict, compare, note

ACKNOWLEDGED = Cast(2, ("debt", "language"))


@pytest.fixture
def journal():
    """One phone: ballots 1 and 2 acknowledged, ballot 3 without an answer."""
    journal = Journal()
    note(
        journal,
        ['ack\t7\t1\t["sleep"]\n', 'ack\t7\t2\t["debt","language"]\n', 'sent\t7\t3\t["sleep"]\n'],
    )
    return journal


def test_the_last_acknowledged_ballot_is_kept(journal):
    assert compare(journal, {7: ACKNOWLEDGED}) == Verdict(kept=1, ballots=1)


def test_a_ballot_without_an_answer_may_be_stored(journal):
    assert compare(journal, {7: Cast(3, ("sleep",))}) == Verdict(ahead=1, ballots=1)


@pytest.mark.parametrize("stored", [None, Cast(1, ("sleep",))])
def test_an_acknowledged_ballot_that_is_gone_is_lost(journal, stored):
    verdict = compare(journal, {7: stored})

    assert (verdict.lost, verdict.kept, verdict.altered) == (1, 0, 0)


@pytest.mark.parametrize(
    "stored",
    [Cast(2, ("language", "debt")), Cast(3, ("debt",)), Cast(4, ("sleep",))],
    ids=["another order", "another choice under way", "a ballot never sent"],
)
def test_what_the_phone_never_sent_is_altered(journal, stored):
    assert compare(journal, {7: stored}) == Verdict(altered=1, ballots=1)


def test_a_phone_that_never_voted_has_nothing_stored(journal):
    assert compare(journal, {8: None}) == Verdict(kept=1)
    assert compare(journal, {8: ACKNOWLEDGED}) == Verdict(altered=1, ballots=1)


def test_rounds_add_up(journal):
    total = compare(journal, {7: None}) + compare(journal, {7: ACKNOWLEDGED, 8: None})

    assert (total.phones, total.lost, total.kept, total.ballots) == (3, 1, 2, 1)

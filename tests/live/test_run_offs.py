"""A tie over the cut line: a run-off between those options, and what it settles."""

import pytest

from lcm.clock import now
from lcm.db import db
from lcm.live import operations, queries
from lcm.live.editor import drafting
from lcm.live.models import Poll, RoundState
from lcm.live.outcome import run_offs
from lcm.live.outcome.ties import Tie, settled
from lcm.live.refusals import StepNotPossible
from lcm.meetings.models import MeetingOver
from tests.live.counted_votes import reveal, reveal_tie


@pytest.fixture
def tied(both_engines, round_):
    return reveal_tie(round_)


@pytest.fixture
def run_off(tied):
    return run_offs.add_run_off(tied)


def letters(options):
    return "".join(option.letter for option in options)


def test_a_run_off_holds_only_the_tied_options_with_their_letters(tied, run_off):
    assert [(option.letter, option.label) for option in run_off.options] == [
        ("C", "Doel C"),
        ("D", "Doel D"),
    ]
    assert (run_off.kind, run_off.k, run_off.run_off_of_id) == ("pick", 1, tied.poll_id)
    assert run_off.is_balanced == tied.poll.is_balanced
    assert run_off.rounds[0].state == RoundState.DRAFT


def test_more_seats_than_one_leave_as_many_to_pick(both_engines, round_):
    reveal(round_, *([["A", letter] for letter in "BCD"] * 2))

    run_off = run_offs.add_run_off(round_)

    assert (letters(run_off.options), run_off.k) == ("BCD", 2)


def test_a_second_tap_finds_the_same_run_off(tied, run_off):
    again = run_offs.add_run_off(tied)

    assert again is run_off
    assert db.session.query(Poll).count() == 2


def test_without_a_tie_there_is_no_run_off(both_engines, round_):
    revealed = reveal(round_, *([["A", "B", "C"]] * 5))

    with pytest.raises(StepNotPossible):
        run_offs.add_run_off(revealed)


def test_before_the_reveal_there_is_no_run_off(both_engines, round_):
    with pytest.raises(StepNotPossible):
        run_offs.add_run_off(round_)


def test_a_session_that_is_over_gets_no_run_off(tied):
    tied.poll.meeting.state = "closed"

    with pytest.raises(MeetingOver):
        run_offs.add_run_off(tied)


def test_all_tied_options_win_until_the_run_off_is_shown(tied, run_off):
    meeting = tied.poll.meeting
    before = letters(queries.winners(meeting))
    operations.open_round(run_off.rounds[0])
    during = letters(queries.winners(meeting))

    reveal(run_off.rounds[0], ["D"], ["D"], ["C"], ["D"], ["D"])

    assert (before, during) == ("ABCD", "ABCD")
    assert letters(queries.winners(meeting)) == "ABD"
    assert {option.poll_id for option in queries.winners(meeting)} == {tied.poll_id}


def test_a_run_off_that_ties_settles_nothing_until_the_next_one(tied, run_off):
    meeting = tied.poll.meeting
    reveal(run_off.rounds[0], *([["D"], ["C"]] * 3))
    standing = run_offs.run_off_of(tied, queries.result_of(tied))
    unsettled = letters(queries.winners(meeting))

    second = run_offs.add_run_off(run_off.rounds[0])
    reveal(second.rounds[0], *([["C"]] * 5))

    assert (standing.is_settled, sorted(unsettled)) == (False, ["A", "B", "C", "D"])
    assert letters(queries.winners(meeting)) == "ABC"


def test_a_round_held_after_the_run_off_is_not_settled_by_it(tied, run_off):
    reveal(run_off.rounds[0], *([["D"]] * 5))
    again = operations.reset_round(tied, "Er kwamen mensen bij")

    reveal_tie(again)

    assert letters(queries.winners(tied.poll.meeting)) == "ABCD"


def test_an_option_that_the_host_reworded_still_stands_for_the_first(tied, run_off):
    drafts = [drafting.OptionDraft("Doel C, anders gezegd", ""), drafting.OptionDraft("Doel D", "")]
    drafting.redraft(run_off, drafting.PollDraft("Welke van de twee?", 1, True, drafts))

    reveal(run_off.rounds[0], *([["A"]] * 5))

    assert letters(queries.winners(tied.poll.meeting)) == "ABC"


def test_the_standing_of_a_run_off_says_who_ties_and_who_was_chosen(tied):
    result = queries.result_of(tied)
    before = run_offs.run_off_of(tied, result)
    run_off = run_offs.add_run_off(tied)
    reveal(run_off.rounds[0], *([["C"]] * 5))
    after = run_offs.run_off_of(tied, result)

    assert (letters(before.tied), before.seat_count, before.poll) == ("CD", 1, None)
    assert (letters(after.chosen), after.is_settled, after.poll) == ("C", True, run_off)


def test_a_later_vote_takes_the_place_of_a_settled_one(tied, run_off):
    reveal(run_off.rounds[0], *([["D"]] * 5))
    later = drafting.add_poll(tied.poll.meeting, "pick")
    drafting.redraft(
        later,
        drafting.PollDraft(
            "En nu?", 1, False, [drafting.OptionDraft(word, "") for word in ("Een", "Twee", "Drie")]
        ),
    )

    reveal(later.rounds[0], *([["B"]] * 5))

    assert [option.label for option in queries.winners(tied.poll.meeting)] == ["Twee"]
    assert later.rounds[0].revealed_at <= now()


@pytest.mark.parametrize(
    ("chosen", "won"),
    [
        (("d",), ("a", "d")),
        ((), ("a", "c", "d", "e")),
        (("e", "c"), ("a", "e", "c")),
        (("x",), ("a", "c", "d", "e")),
    ],
)
def test_what_a_run_off_does_not_tell_stays_tied(chosen, won):
    tie = Tie(("a",), ("c", "d", "e"), 1 if chosen == ("d",) else 2)

    assert settled(tie, chosen) == won

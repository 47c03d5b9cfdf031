"""Votes that are counted: ballots put into a round that is then closed and revealed."""

from itertools import count

from lcm.clock import now
from lcm.db import db
from lcm.live import operations
from lcm.live.models import Ballot, Poll, PollRound, RoundState

phones = count(1)


def reveal(round_: PollRound, *choices: object, domains: tuple[int | None, ...] = ()) -> PollRound:
    """Open ``round_`` if it is a draft, put a ballot of its own phone in for each choice, reveal.

    A list of letters stands for those options; anything else is the choice itself. ``domains``
    are ids, in turn.
    """
    if round_.state == RoundState.DRAFT:
        operations.open_round(round_)
    for number, choice in enumerate(choices):
        db.session.add(
            Ballot(
                round_id=round_.id,
                device_key=next(phones).to_bytes(16, "big"),
                domain_id=domains[number % len(domains)] if domains else None,
                choice=lettered(round_.poll, choice),
                seq=1,
                minute_at=now(),
            )
        )
    operations.close_round(round_)
    operations.reveal_round(round_)
    db.session.flush()
    return round_


def lettered(poll: Poll, choice: object) -> object:
    """Return ``choice`` with the ids of options in place of their letters."""
    ids = {option.letter: option.public_id for option in poll.options}
    if isinstance(choice, list) and poll.options:
        return [ids[letter] for letter in choice]
    if isinstance(choice, dict) and poll.options:
        return {ids[letter]: given for letter, given in choice.items()}
    return choice


TIED = (*([["A", "B", "C"]] * 3), *([["A", "B", "D"]] * 3))


def reveal_tie(round_: PollRound) -> PollRound:
    """Reveal a Top 3 in which C and D share the third place."""
    return reveal(round_, *TIED)

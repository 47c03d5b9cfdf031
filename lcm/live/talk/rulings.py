"""What hosts decide about words, answers and objections of a round: hidden, or with another.

A decision is one row per key, so taking it twice, by one host or by two, is taking it once, and it
can always be undone. The keys are those of `lcm.live.talk.said`.
"""

from lcm.db import db
from lcm.events import StageChanged, publish
from lcm.live.models import PollRound, RoundState, Ruling
from lcm.live.operations import touch
from lcm.live.outcome.counting import count_again


def hide(round_: PollRound, key: str) -> None:
    """Keep what ``key`` names off every page and screen; nothing is lost. Safe to repeat."""
    _ruling(round_, key).is_hidden = True
    _tell(round_)


def show(round_: PollRound, key: str) -> None:
    """Undo `hide`. Safe to repeat."""
    _ruling(round_, key).is_hidden = False
    _tell(round_)


def join(round_: PollRound, key: str, into: str) -> None:
    """Count ``key`` with ``into``, and no longer with what it was joined to. Safe to repeat."""
    _ruling(round_, key).joins = into
    _tell(round_)


def part(round_: PollRound, key: str) -> None:
    """Undo `join`: ``key`` is where it would be without a host. Safe to repeat."""
    _ruling(round_, key).joins = ""
    _tell(round_)


def _ruling(round_: PollRound, key: str) -> Ruling:
    """Return the row of ``key``, made now if there is none.

    The round's row is held: a result that two hosts, or a host and the reveal, count side by side
    would lack what one of them decided.
    """
    db.session.refresh(round_, with_for_update=True)
    ruling = db.session.get(Ruling, (round_.id, key), populate_existing=True)
    if ruling is None:
        ruling = Ruling(round_id=round_.id, key=key, is_hidden=False, joins="")
        db.session.add(ruling)
    return ruling


def _tell(round_: PollRound) -> None:
    """Let the screens look again; phones too once they have the result, which is counted anew."""
    db.session.flush()
    if round_.state == RoundState.REVEALED:
        count_again(round_)
        touch(round_.poll.meeting_id)
    else:
        publish(StageChanged(round_.poll.meeting_id))

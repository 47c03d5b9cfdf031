"""Preparing a poll before it is opened: its question, its options and what decides."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from lcm.communities.models import Goal
from lcm.db import db
from lcm.i18n import force_locale
from lcm.live import queries
from lcm.live.models import Option, Poll, PollLocked, PollRound, RoundState
from lcm.meetings.models import AgendaItem

MOST_OPTIONS = 12
LETTERS = "ABCDEFGHIJKL"
DEFAULT_K = 3


@dataclass(frozen=True, slots=True)
class OptionDraft:
    """An option to be: a short label and a sentence that may be empty."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class PollDraft:
    """What a host sets before opening; ``options`` are 2 to 12, ``k`` is 1 to their number."""

    question: str
    k: int
    is_balanced: bool
    options: Sequence[OptionDraft]


def prepare_poll(block: AgendaItem) -> Poll:
    """Give a vote block its Top-3 poll over the community's aims; safe to repeat."""
    found = queries.find_poll_of_block(block)
    if found is not None:
        return found
    goals = block.meeting.community.goals[:MOST_OPTIONS]
    poll = Poll(
        meeting_id=block.meeting_id,
        agenda_item_id=block.id,
        question=_question(block.meeting.locale),
        k=DEFAULT_K,
    )
    poll.options = [_from_goal(goal, position) for position, goal in enumerate(goals)]
    poll.rounds = [PollRound(number=1, state=RoundState.DRAFT)]
    db.session.add(poll)
    db.session.flush()
    return poll


def redraft(poll: Poll, draft: PollDraft) -> None:
    """Set question and options of a poll no ballot was ever cast in; raises PollLocked.

    An option whose label or sentence stays keeps its id and where it came from; letters follow
    the order.
    """
    db.session.refresh(poll, with_for_update=True)
    if is_locked(poll):
        raise PollLocked
    poll.question, poll.k, poll.is_balanced = draft.question, draft.k, draft.is_balanced
    kept = _kept(poll.options, draft.options)
    for option in poll.options:
        if option not in kept:
            db.session.delete(option)
        option.letter = f"{option.position:02d}"
    db.session.flush()
    db.session.expire(poll, ["options"])
    poll.options = [
        _drafted(option or Option(), drafted, position)
        for position, (option, drafted) in enumerate(zip(kept, draft.options, strict=True))
    ]
    db.session.flush()


def drop(poll: Poll) -> None:
    """Remove a poll nobody has voted in, with its options and rounds."""
    for row in [*poll.options, *poll.rounds, poll]:
        db.session.delete(row)
    db.session.flush()


def is_locked(poll: Poll) -> bool:
    """Say whether any round of ``poll`` was ever opened: its options stand from then on."""
    return any(round_.state != RoundState.DRAFT for round_ in poll.rounds)


def _question(locale: str) -> str:
    with force_locale(locale):
        return str(_("What do you find most important?"))


def _from_goal(goal: Goal, position: int) -> Option:
    return Option(
        position=position,
        letter=LETTERS[position],
        label=goal.label,
        text=goal.text,
        origin_kind="goal",
        origin_id=goal.id,
    )


def _kept(options: Sequence[Option], drafts: Sequence[OptionDraft]) -> list[Option | None]:
    """Return for each draft the option it is a new text of, each option at most once."""
    left = list(options)
    kept = []
    for draft in drafts:
        same = [option for option in left if option.label == draft.label]
        same += [option for option in left if draft.text and option.text == draft.text]
        kept.append(same[0] if same else None)
        if same:
            left.remove(same[0])
    return kept


def _drafted(option: Option, draft: OptionDraft, position: int) -> Option:
    option.position, option.letter = position, LETTERS[position]
    option.label, option.text = draft.label, draft.text
    return option

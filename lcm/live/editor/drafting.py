"""Preparing a poll before it is opened: its kind, question, options, and how it will count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lcm.communities.models import Goal
from lcm.db import db
from lcm.live import queries
from lcm.live.editor.first_words import first_question
from lcm.live.editor.kinds import RULES, letter_of, usual_count
from lcm.live.editor.option_lines import OptionDraft, kept
from lcm.live.models import Option, Poll, PollRound, RoundState
from lcm.live.refusals import PollLocked
from lcm.meetings.models import AgendaItem, BlockKind, Meeting


@dataclass(frozen=True, slots=True)
class PollDraft:
    """What a host sets before opening.

    ``options`` are as many as kinds.RULES allows, ``k`` is fewer. ``joined``: slug of a domain ->
    slug of the one it counts with; the other two are as in Poll.
    """

    question: str
    k: int
    is_balanced: bool
    options: Sequence[OptionDraft]
    joined: Mapping[str, str] = field(default_factory=dict)
    is_pass: bool = False
    is_approved_first: bool = False


def prepare_poll(block: AgendaItem) -> Poll:
    """Give a vote block its Top-3 poll over the community's aims; safe to repeat."""
    found = queries.polls_of_block(block)
    if found:
        return found[0]
    poll = _started(block.meeting, "top")
    poll.agenda_item_id = block.id
    return fill(poll, aim_drafts(block.meeting))


def add_poll(meeting: Meeting, kind: str) -> Poll:
    """Add a poll of ``kind`` without options, in the first vote block that has none yet.

    When every vote block has one it stands beside the programme. Raises MeetingOver.
    """
    meeting.require_changeable()
    taken = {poll.agenda_item_id for poll in queries.polls_of(meeting)}
    free = [block for block in vote_blocks(meeting) if block.id not in taken]
    poll = _started(meeting, kind)
    poll.agenda_item_id = free[0].id if free else None
    return fill(poll, ())


def fill(poll: Poll, drafts: Sequence[OptionDraft]) -> Poll:
    """Give a new poll the first of ``drafts``, as many as its kind takes, and its usual ``k``."""
    drafts = drafts[: RULES[poll.kind].most]
    poll.k = usual_count(poll.kind, len(drafts))
    poll.options = [_drafted(Option(), draft, number) for number, draft in enumerate(drafts)]
    db.session.flush()
    return poll


def aim_drafts(meeting: Meeting) -> list[OptionDraft]:
    """Return the aims of the community as options to be."""
    return [_of_goal(goal) for goal in meeting.community.goals]


def vote_blocks(meeting: Meeting) -> list[AgendaItem]:
    """Return the vote blocks of the programme, in its order."""
    return [block for block in meeting.agenda if block.kind == BlockKind.VOTE]


def redraft(poll: Poll, draft: PollDraft) -> None:
    """Set question, options and counting of a poll that was never open; raises PollLocked.

    An option that is still recognised (`kept`) keeps its id and where it came from; letters
    follow the order. A kind without options leaves alone those of the kind it was before.
    """
    require_draft(poll)
    poll.question, poll.k, poll.is_balanced = draft.question, draft.k, draft.is_balanced
    poll.joined = dict(draft.joined)
    poll.is_pass, poll.is_approved_first = draft.is_pass, draft.is_approved_first
    if RULES[poll.kind].has_options:
        _reword(poll, draft.options)
    db.session.flush()


def change_kind(poll: Poll, kind: str) -> None:
    """Make ``poll`` a vote of ``kind``; its question and options stay. Raises PollLocked.

    A kind without options shows none until it is opened, when they go; one that bears fewer asks
    the host to take some out.
    """
    require_draft(poll)
    if poll.question == first_question(poll.kind, poll.meeting.locale):
        poll.question = first_question(kind, poll.meeting.locale)
    poll.kind, poll.k = kind, usual_count(kind, len(poll.options))


def put_in_block(poll: Poll, block: AgendaItem | None) -> None:
    """Let ``poll`` belong to ``block`` of its meeting, or stand beside the programme (None)."""
    poll.agenda_item_id = block.id if block else None
    db.session.flush()


def remove_poll(poll: Poll) -> None:
    """Take away a poll that was never open; raises PollLocked."""
    require_draft(poll)
    drop(poll)


def drop(poll: Poll) -> None:
    """Remove a poll nobody has voted in, with its options and rounds."""
    for row in [*poll.options, *poll.rounds, poll]:
        db.session.delete(row)
    db.session.flush()


def is_locked(poll: Poll) -> bool:
    """Say whether any round of ``poll`` was ever opened: its options stand from then on."""
    return any(round_.state != RoundState.DRAFT for round_ in poll.rounds)


def require_draft(poll: Poll) -> None:
    """Raise PollLocked once ``poll`` was opened; else keep it from being opened meanwhile."""
    db.session.refresh(poll, with_for_update=True)
    if is_locked(poll):
        raise PollLocked


def _started(meeting: Meeting, kind: str) -> Poll:
    poll = Poll(meeting=meeting, kind=kind, question=first_question(kind, meeting.locale))
    poll.rounds = [PollRound(number=1, state=RoundState.DRAFT)]
    db.session.add(poll)
    return poll


def _reword(poll: Poll, drafts: Sequence[OptionDraft]) -> None:
    found = kept(poll.options, drafts)
    for option in poll.options:
        if option not in found:
            db.session.delete(option)
        option.letter = f"{option.position:02d}"
    db.session.flush()
    db.session.expire(poll, ["options"])
    poll.options = [
        _drafted(option or Option(), drafted, position)
        for position, (option, drafted) in enumerate(zip(found, drafts, strict=True))
    ]
    db.session.flush()


def _of_goal(goal: Goal) -> OptionDraft:
    return OptionDraft(goal.label, goal.text, ("goal", goal.id))


def _drafted(option: Option, draft: OptionDraft, position: int) -> Option:
    option.position, option.letter = position, letter_of(position)
    option.label, option.text = draft.label, draft.text
    if draft.origin is not None:
        option.origin_kind, option.origin_id = draft.origin
    return option

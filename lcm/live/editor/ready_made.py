"""Votes that come with question and options: a host opens them as they are, or changes them."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from lcm.live import queries
from lcm.live.editor.drafting import add_poll, aim_drafts, fill
from lcm.live.editor.first_words import first_proposal
from lcm.live.editor.option_lines import OptionDraft
from lcm.live.models import Option, Poll
from lcm.meetings.models import Meeting

READY: Final[Mapping[str, tuple[LazyString, LazyString]]] = {
    "priorities": (
        _l("Shared priorities"),
        _l("A Top 3 over the aims of your community. Every domain counts equally."),
    ),
    "impact-feasibility": (
        _l("Impact × feasibility"),
        _l("What won before, or else your aims: what does it bring, and can we do it?"),
    ),
    "consent-round": (
        _l("Consent"),
        _l("One statement about what won: fine, can live with it, or an objection."),
    ),
}


def add_ready(meeting: Meeting, name: str) -> Poll:
    """Add the ready-made vote ``name``, a key of READY, to ``meeting``. Raises MeetingOver."""
    if name == "priorities":
        return fill(add_poll(meeting, "top"), aim_drafts(meeting))
    won = winners_before(meeting)
    if name == "impact-feasibility":
        drafts = [winner_draft(option) for option in won] or aim_drafts(meeting)
        return fill(add_poll(meeting, "impact"), drafts)
    poll = add_poll(meeting, "consent")
    poll.question = first_proposal([option.label for option in won], meeting.locale)
    return poll


def winners_before(meeting: Meeting) -> list[Option]:
    """Return what won the last vote of ``meeting``, or else of the meeting before it."""
    won = queries.winners(meeting)
    return won or (queries.winners(meeting.previous) if meeting.previous else [])


def winner_draft(option: Option) -> OptionDraft:
    """Return a winner as an option of another vote."""
    return OptionDraft(option.label, option.text, ("option", option.id))

"""What the options of a vote can be taken from: other packages know it, so a page collects it."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l

from lcm.actions.queries import open_action_items, wishes_before
from lcm.live.editor.option_lines import OptionDraft, shortened
from lcm.live.editor.poll_form import Source
from lcm.live.editor.ready_made import winner_draft, winners_before
from lcm.meetings.models import Meeting


def sources_of(meeting: Meeting) -> list[Source]:
    """Return aims, earlier winners, open actions and wishes of earlier meetings, as options."""
    return [
        Source(
            "from_aims",
            _l("Aims of your community"),
            {
                goal.public_id: OptionDraft(goal.label, goal.text, ("goal", goal.id))
                for goal in meeting.community.goals
            },
        ),
        Source(
            "from_winners",
            _l("What won an earlier vote"),
            {option.public_id: winner_draft(option) for option in winners_before(meeting)},
        ),
        Source(
            "from_actions",
            _l("Open actions"),
            _said(
                (one.public_id, one.id, one.text) for one in open_action_items(meeting.community)
            ),
        ),
        Source(
            "from_wishes",
            _l("Wishes of earlier sessions"),
            _said((one.public_id, one.id, one.text) for one in wishes_before(meeting)),
        ),
    ]


def _said(items: Iterable[tuple[str, int, str]]) -> dict[str, OptionDraft]:
    """Return what was said as options; ``items`` are its public id, its id and its text."""
    found = {}
    for public_id, item_id, text in items:
        draft = shortened(text)
        found[public_id] = OptionDraft(draft.label, draft.text, ("item", item_id))
    return found

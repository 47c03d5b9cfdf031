"""Makes the form of a vote: which fields it has, and what they offer, follows from its kind."""

from collections.abc import Sequence
from typing import Any

from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from lcm.live.choices import OPTION_KINDS
from lcm.live.editor.drafting import vote_blocks
from lcm.live.editor.kinds import GROUPED_KINDS, RULES, usual_count
from lcm.live.editor.option_lines import option_line
from lcm.live.editor.poll_form import USUAL, PollForm, Source
from lcm.live.editor.reach import Reach
from lcm.live.models import Poll
from lcm.people.models import Domain
from lcm.people.queries import domains

ASKED: dict[str, LazyString] = {
    "words": _l("How many words may people give?"),
    "open": _l("How many answers may people give?"),
    "order": _l("How many options win?"),
    "points": _l("How many options win?"),
    "impact": _l("How many options win?"),
}


def poll_form(poll: Poll, sources: Sequence[Source], reach: Reach) -> PollForm:
    """Return the form filled with ``poll``, or with what was typed."""
    rule = RULES[poll.kind]
    sources = [source for source in sources if source.drafts] if rule.has_options else []
    fields: dict[str, Any] = {source.name: _ticks(source) for source in sources}
    if poll.kind in GROUPED_KINDS:
        fields |= _joined(poll, reach)
    form: PollForm = type("PollForm", (PollForm,), fields)(
        question=poll.question,
        options="\n".join(option_line(option) for option in poll.options),
        k=_stored_count(poll),
        decides="balanced" if poll.is_balanced else "personal",
        block=_block_of(poll),
        is_pass=poll.is_pass,
        is_approved_first=poll.is_approved_first,
    )
    form.poll, form.sources = poll, sources
    _fit(form, poll)
    return form


def _fit(form: PollForm, poll: Poll) -> None:
    """Drop the fields that a poll of this kind does not have, and give the others their choices."""
    rule, blocks = RULES[poll.kind], vote_blocks(poll.meeting)
    form.k.choices = _counts(poll.kind)
    form.k.label.text = str(ASKED.get(poll.kind, form.k.label.text))
    form.block.choices = [SelectChoice(block.public_id, block.title) for block in blocks]
    form.block.choices.append(SelectChoice("", _("Beside the programme")))
    form.options.flags.required = True
    has = {
        "options": rule.has_options,
        "k": len(rule.counts) > 1,
        "decides": poll.kind in OPTION_KINDS,
        "block": bool(blocks),
        "is_pass": poll.kind != "questions",
        "is_approved_first": poll.kind == "questions",
    }
    for name in (name for name, is_there in has.items() if not is_there):
        del form[name]
        setattr(form, name, None)


def _counts(kind: str) -> list[SelectChoice]:
    numbers = [SelectChoice(count, str(count)) for count in sorted(RULES[kind].counts)]
    if kind != "pick":
        return numbers
    return [SelectChoice(USUAL, _("3, and 5 on a list of 10 or more")), *numbers]


def _stored_count(poll: Poll) -> int:
    is_usual = poll.kind == "pick" and poll.k == usual_count(poll.kind, len(poll.options))
    return USUAL if is_usual else poll.k


def _block_of(poll: Poll) -> str:
    blocks = vote_blocks(poll.meeting)
    return next((block.public_id for block in blocks if block.id == poll.agenda_item_id), "")


def _ticks(source: Source) -> SelectMultipleField:
    return SelectMultipleField(
        _("Tick what becomes an option"),
        choices=[SelectChoice(key, draft.label) for key, draft in source.drafts.items()],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


def _joined(poll: Poll, reach: Reach) -> dict[str, SelectField]:
    """Return a field per domain that would be counted with another, or already is."""
    there = domains()
    small = [one for one in there if one.slug in poll.joined or reach.is_small(one)]
    return {f"joined-{one.slug}": _joins(one, there, poll, reach) for one in small}


def _joins(domain: Domain, there: Sequence[Domain], poll: Poll, reach: Reach) -> SelectField:
    count = reach.count_of(domain)
    people = ngettext("%(num)s person", "%(num)s people", count)
    others = [SelectChoice(one.slug, one.name) for one in there if one is not domain]
    return SelectField(
        _("%(domain)s (%(people)s) counts with", domain=domain.name, people=people),
        choices=[SelectChoice("", _("not chosen: follows from the numbers")), *others],
        default=poll.joined.get(domain.slug, ""),
    )

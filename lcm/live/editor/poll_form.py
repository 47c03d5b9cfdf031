"""The form of a vote before it is opened: which fields it has follows from its kind."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice

from lcm.live.editor.drafting import PollDraft, vote_blocks
from lcm.live.editor.first_words import QUESTION_LIMIT
from lcm.live.editor.kinds import RULES, RUN_OFF_LEAST, letter_of, usual_count
from lcm.live.editor.option_lines import (
    LABEL_LIMIT,
    TEXT_LIMIT,
    OptionDraft,
    option_drafts,
)
from lcm.live.models import Poll
from lcm.meetings.models import AgendaItem
from lcm.web.forms import Form, line, paragraphs

LINES_LIMIT = 40 * (LABEL_LIMIT + TEXT_LIMIT)
USUAL = 0


@dataclass(frozen=True, slots=True)
class Source:
    """Where options can be taken from: ``name`` of the field, its title, an option per key."""

    name: str
    title: LazyString
    drafts: dict[str, OptionDraft]


class PollForm(Form):
    """What a host sets; `poll_fields.poll_form` makes it, with the fields of one kind of vote."""

    question = line(_l("Question"), limit=QUESTION_LIMIT)
    options = paragraphs(_l("Options"), limit=LINES_LIMIT, is_required=False)
    k = SelectField(_l("How many may people choose?"), coerce=int)
    decides = RadioField(
        _l("What decides?"),
        choices=[
            SelectChoice("balanced", _l("Every domain counts equally")),
            SelectChoice("personal", _l("Every vote counts equally")),
        ],
    )
    block = SelectField(_l("Where in the programme?"))
    is_pass = BooleanField(_l("One ballot per person"))
    is_approved_first = BooleanField(_l("I read each question before others see it"))
    poll: Poll
    sources: Sequence[Source]

    @property
    def source_fields(self) -> list[SelectMultipleField]:
        """The check boxes of everything that options can be taken from."""
        return [self[source.name] for source in self.sources]

    @property
    def joined_fields(self) -> list[SelectField]:
        """For each small domain, with which other it counts."""
        return [field for field in self if field.name.startswith("joined-")]

    @property
    def notes(self) -> dict[str, str]:
        """Return by key of a check box the sentence of its option, or that it is there already."""
        there = {option.label for option in self.poll.options}
        drafts = {key: one for source in self.sources for key, one in source.drafts.items()}
        on_list = _("on the list already")
        notes = {key: on_list if one.label in there else one.text for key, one in drafts.items()}
        return {key: note for key, note in notes.items() if note}

    def validate_options(self, _field: TextAreaField) -> None:
        drafts, rule = self.chosen_options(), RULES[self.poll.kind]
        least = RUN_OFF_LEAST if self.poll.run_off_of_id else rule.least
        if not least <= len(drafts) <= rule.most:
            raise ValidationError(_wrong_count(len(drafts), least, rule.most))
        labels = [draft.label.casefold() for draft in drafts]
        for position, draft in enumerate(drafts):
            if labels.index(draft.label.casefold()) < position:
                raise ValidationError(
                    _("“%(label)s” is there twice. Change one of them.", label=draft.label[:80])
                )
            if len(draft.label) > LABEL_LIMIT or len(draft.text) > TEXT_LIMIT:
                raise ValidationError(_too_long(position))

    def validate_k(self, _field: SelectField) -> None:
        if self.options and self.count() >= max(2, len(self.chosen_options())):
            raise ValidationError(_("Choose a number below that of the options."))

    def count(self) -> int:
        """Return how many were chosen; the usual number where the host left it to us."""
        asked = self.k.data if self.k else USUAL
        return asked or usual_count(
            self.poll.kind, len(self.chosen_options()) if self.options else 0
        )

    def chosen_options(self) -> list[OptionDraft]:
        """Return what was typed, then what was ticked; each knows what it was taken from."""
        known = {
            draft.label.casefold(): draft
            for source in self.sources
            for draft in source.drafts.values()
        }
        typed = option_drafts(self.options.data or "")
        found = {draft.label.casefold(): known.get(draft.label.casefold()) for draft in typed}
        return [_from(draft, found[draft.label.casefold()]) for draft in typed] + [
            source.drafts[key]
            for source in self.sources
            for key in self[source.name].data or ()
            if key in source.drafts and source.drafts[key].label.casefold() not in found
        ]

    def chosen_block(self) -> AgendaItem | None:
        """Return the block it belongs to; None beside the programme."""
        blocks = {block.public_id: block for block in vote_blocks(self.poll.meeting)}
        return blocks.get(self.block.data) if self.block else None

    def draft(self) -> PollDraft:
        """Return what was filled in; only after validation."""
        chosen = {field.name.removeprefix("joined-"): field.data for field in self.joined_fields}
        return PollDraft(
            question=self.question.data,
            k=self.count(),
            is_balanced=self.decides.data == "balanced" if self.decides else True,
            options=self.chosen_options() if self.options else (),
            joined={slug: other for slug, other in chosen.items() if other},
            is_pass=bool(self.is_pass and self.is_pass.data),
            is_approved_first=bool(self.is_approved_first and self.is_approved_first.data),
        )


def _from(draft: OptionDraft, known: OptionDraft | None) -> OptionDraft:
    return replace(draft, origin=known.origin) if known else draft


def _wrong_count(count: int, least: int, most: int) -> str:
    return str(
        _(
            "Give %(least)s to %(most)s options, each on its own line. Now there are %(count)s.",
            least=least,
            most=most,
            count=count,
        )
    )


def _too_long(position: int) -> str:
    return str(
        _(
            "Option %(letter)s is too long. Keep its name within %(label)s characters, and what "
            "follows the colon within %(text)s.",
            letter=letter_of(position),
            label=LABEL_LIMIT,
            text=TEXT_LIMIT,
        )
    )

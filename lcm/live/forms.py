"""Text to values: the phone's forms without JavaScript, and the host's page of a vote."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice

from lcm.db import new_public_id
from lcm.live.drafting import MOST_OPTIONS, OptionDraft, PollDraft
from lcm.live.models import Option, Poll
from lcm.web.forms import Form, line, paragraphs

LABEL_LIMIT = 80
TEXT_LIMIT = 400
COUNTS = [SelectChoice(k, str(k)) for k in range(1, 8)]


class HereForm(Form):
    """Who says "I am here" without a personal link; both fields may stay empty.

    ``visit`` is new on every page, so that two taps on one page are one person.
    """

    visit: HiddenField = HiddenField()
    name: StringField = line(_l("First name or nickname"), limit=60, is_required=False)
    organisation: StringField = line(_l("Organisation"), limit=120, is_required=False)

    class Meta(Form.Meta):
        csrf = False

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.visit.data = self.visit.data or new_public_id()

    def said(self) -> tuple[str, str]:
        """Return name and organisation; "" for what was left empty."""
        return self.name.data or "", self.organisation.data or ""


class CodeForm(Form):
    """The code of a meeting, typed from the big screen; case and spaces do not matter."""

    code: StringField = line(_l("Code"), limit=32)

    class Meta(Form.Meta):
        csrf = False


class PollForm(Form):
    """Question, options and rule of a poll; one option per line, its sentence after a colon."""

    question: StringField = line(_l("Question"), limit=200)
    options: TextAreaField = paragraphs(_l("Options"), limit=MOST_OPTIONS * 500)
    k: SelectField = SelectField(_l("How many may people choose?"), coerce=int, choices=COUNTS)
    decides: RadioField = RadioField(
        _l("What decides?"),
        choices=[
            SelectChoice("balanced", _l("Every domain counts equally")),
            SelectChoice("personal", _l("Every vote counts equally")),
        ],
    )

    @classmethod
    def of(cls, poll: Poll) -> "PollForm":
        """Return the form filled with ``poll``, or with what was typed."""
        return cls(
            question=poll.question,
            options="\n".join(_line_of(option) for option in poll.options),
            k=poll.k,
            decides="balanced" if poll.is_balanced else "personal",
        )

    def validate_options(self, field: TextAreaField) -> None:
        options = _options_in(field.data or "")
        if not 2 <= len(options) <= MOST_OPTIONS:
            raise ValidationError(
                _("Give 2 to %(most)s options, each on its own line.", most=MOST_OPTIONS)
            )
        if len({option.label.casefold() for option in options}) < len(options):
            raise ValidationError(_("Two options have the same name. Change one of them."))
        if any(
            len(option.label) > LABEL_LIMIT or len(option.text) > TEXT_LIMIT for option in options
        ):
            raise ValidationError(
                _("Keep the name of an option short, and put the rest after a colon.")
            )

    def validate_k(self, field: SelectField) -> None:
        if field.data >= len(_options_in(self.options.data or "")):
            raise ValidationError(_("Let people choose fewer than there are options."))

    def draft(self) -> PollDraft:
        """Return what was filled in; only after validation."""
        return PollDraft(
            question=self.question.data,
            k=self.k.data,
            is_balanced=self.decides.data == "balanced",
            options=_options_in(self.options.data),
        )


class ReasonForm(Form):
    """Why a vote starts again."""

    reason: StringField = line(_l("Why does the vote start again?"), limit=200)


def _line_of(option: Option) -> str:
    return f"{option.label}: {option.text}" if option.text else option.label


def _options_in(text: str) -> Sequence[OptionDraft]:
    lines = [line.partition(":") for line in text.splitlines() if line.strip(" :\t")]
    return [
        OptionDraft(label.strip(), rest.strip()) for label, _colon, rest in lines if label.strip()
    ]

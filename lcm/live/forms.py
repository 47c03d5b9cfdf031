"""Text to values: the phone's forms without JavaScript, and why a host votes again."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext
from wtforms import HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice

from lcm.db import new_public_id
from lcm.web.forms import Form, line


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


class OpenForm(Form):
    """For how long a vote opens; a host may close it sooner, or give it more time."""

    minutes: SelectField = SelectField(
        _l("How long?"),
        coerce=int,
        choices=[
            SelectChoice(0, _l("Until I close it")),
            *[
                SelectChoice(minutes, lazy_ngettext("%(num)s minute", "%(num)s minutes", minutes))
                for minutes in (1, 2, 3, 5, 10, 15)
            ],
        ],
    )


class ReasonForm(Form):
    """Why a vote starts again."""

    reason: StringField = line(_l("Why does the vote start again?"), limit=200)

"""The rows in which somebody fills in colleagues who come along."""

from typing import Final

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, StopValidation

from lcm.people.forms import AddressForm
from lcm.people.identity import clean_text, email_key, name_key
from lcm.registration.operations import Answers
from lcm.web.forms import line

MOST: Final = 4
_FIELDS: Final = ("name", "email", "domain")


class ColleagueForm(AddressForm):
    """Who comes along, and from which side."""

    name = line(_l("Name"), limit=120)
    email = line(_l("Mail address"), limit=254)
    domain = SelectField(
        _l("From which side"), validators=[InputRequired(_l("Please fill this in."))]
    )

    def __init__(self, number: int, choices: list[SelectChoice]) -> None:
        super().__init__(prefix=f"colleague-{number}")
        self.number = number
        self.domain.choices = [SelectChoice("", _("Choose a side")), *choices]

    def validate_name(self, field: StringField) -> None:
        if not clean_text(field.data, limit=120):
            raise StopValidation(_("Please fill this in."))

    @property
    def key(self) -> tuple[str, str]:
        """What tells this person from another, as far as it is filled in."""
        return email_key(self.email.data or ""), name_key(self.name.data or "")

    def refuse_twice(self) -> None:
        """Say that this person is in the group already."""
        self.name.errors = [*self.name.errors, _("You fill in this person twice.")]

    def answers(self, first: Answers) -> Answers:
        """Return what was filled in; the organisation is that of who filled in ``first``."""
        return Answers(
            name=self.name.data,
            email=self.email.data,
            organisation=first.organisation,
            domain_slug=self.domain.data,
            role="",
            locale=first.locale,
            asked_at=first.asked_at,
        )


def rows(choices: list[SelectChoice]) -> list[ColleagueForm]:
    """Return all rows of the form, with what was sent in them."""
    return [ColleagueForm(number, choices) for number in range(1, MOST + 1)]


def filled_in(choices: list[SelectChoice]) -> list[ColleagueForm]:
    """Return only the rows in which something was sent, so that most requests make none."""
    return [
        ColleagueForm(number, choices)
        for number in range(1, MOST + 1)
        if any(request.form.get(f"colleague-{number}-{name}", "").strip() for name in _FIELDS)
    ]


def twice(forms: list[ColleagueForm], first: tuple[str, str]) -> list[ColleagueForm]:
    """Return the rows with somebody who is in the group already; ``first`` fills in for all."""
    seen, found = {first}, []
    for form in forms:
        if form.key in seen:
            found.append(form)
        seen.add(form.key)
    return found

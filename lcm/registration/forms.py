"""What people fill in to register, and what organisers paste to invite."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, StopValidation

from lcm.people.forms import AddressForm
from lcm.people.identity import clean_text
from lcm.people.queries import domains, find_domain
from lcm.registration.operations import Answers
from lcm.web.forms import Form, line, paragraphs


class RegistrationForm(AddressForm):
    """Who somebody is and from which side they come."""

    name = line(_l("Your name"), limit=120)
    email = line(_l("Your mail address"), limit=254)
    organisation = line(_l("Organisation"), limit=160)
    domain = RadioField(
        _l("From which side do you take part?"),
        validators=[InputRequired(_l("Choose one; it makes the groups mixed."))],
    )
    role = line(_l("Your work or role"), limit=120, is_required=False)

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.domain.choices = [SelectChoice(one.slug, one.name) for one in domains()]

    def validate_name(self, field: StringField) -> None:
        if not clean_text(field.data, limit=120):
            raise StopValidation(_("Please fill this in."))

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask an organisation of everybody but who comes from lived experience."""
        chosen = find_domain(self.domain.data or "")
        if chosen is not None and chosen.is_lived_experience and not self.organisation.data:
            self.organisation.validators = []
        return bool(super().validate(extra_validators))

    def answers(self, locale: str, asked_at: datetime) -> Answers:
        """Return what was filled in, for somebody who reads ``locale``."""
        return Answers(
            name=self.name.data,
            email=self.email.data,
            organisation=self.organisation.data or "",
            domain_slug=self.domain.data,
            role=self.role.data or "",
            locale=locale,
            asked_at=asked_at,
        )


class PasteForm(Form):
    """Names and addresses as they come out of a mail program or a sheet."""

    addresses = paragraphs(_l("Names and mail addresses"), limit=50_000)

"""What a host types at the door: whom to look for, and who walked in."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, StopValidation

from lcm.db import new_public_id
from lcm.people.identity import clean_text
from lcm.people.models import Domain
from lcm.people.queries import domains, find_domain
from lcm.web.forms import Form, line


class SearchForm(Form):
    """Part of a name or of an organisation."""

    q = line(_l("Name or organisation"), limit=120)

    class Meta(Form.Meta):
        csrf = False

    def words(self) -> str:
        """Return what to look for; "" for everybody."""
        return (self.q.data or "")[:120]


class WalkInForm(Form):
    """Who came without registering; ``visit`` is new on every page: two taps are one person."""

    visit = HiddenField()
    name = line(_l("Name"), limit=120)
    organisation = line(_l("Organisation"), limit=160, is_required=False)
    domain = RadioField(
        _l("Domain"), validators=[InputRequired(_l("Choose one; it makes the groups mixed."))]
    )

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.visit.data = self.visit.data or new_public_id()
        self.domain.choices = [SelectChoice(one.slug, one.name) for one in domains()]

    def validate_name(self, field: StringField) -> None:
        if not clean_text(field.data, limit=120):
            raise StopValidation(_("Please fill this in."))

    def side(self) -> Domain | None:
        """Return the domain that was chosen."""
        return find_domain(self.domain.data)

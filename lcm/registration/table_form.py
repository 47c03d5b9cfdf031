"""What an organiser fills in above the table of registrations, and about one of them."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, StopValidation

from lcm.people.forms import AddressForm
from lcm.people.identity import clean_text
from lcm.people.queries import domains, find_domain
from lcm.registration.editing import Amendment
from lcm.registration.models import Registration, RegistrationState
from lcm.registration.operations import Answers
from lcm.registration.table import SORTS, Wanted
from lcm.web.forms import Form, line

WORDS_LIMIT = 80
PAGE_DIGITS = 6


class TableForm(Form):
    """Which registrations to show; part of the address, so what it does not know is left out."""

    words: StringField = line(_l("Search by name, organisation or address"), limit=WORDS_LIMIT)
    state = SelectField(_l("State"), validate_choice=False)
    domain = SelectField(_l("Domain"), validate_choice=False)
    sort = SelectField(_l("Sort by"), validate_choice=False)

    class Meta(Form.Meta):
        csrf = False

    def __init__(self, asked: MultiDict[str, str]) -> None:
        super().__init__(formdata=asked)
        self.asked = asked
        self.state.choices = [
            SelectChoice("", _("Not cancelled")),
            *(SelectChoice(state.value, words) for state, words in state_words().items()),
        ]
        self.domain.choices = [
            SelectChoice("", _("All domains")),
            *(SelectChoice(one.slug, one.name) for one in domains()),
        ]
        self.sort.choices = [SelectChoice(key, words) for key, words in _sort_words().items()]

    def wanted(self) -> Wanted:
        """Return what is asked; what nobody can ask counts as not asked."""
        states = {state.value: state for state in RegistrationState}
        slugs = {one.value for one in self.domain.choices}
        return Wanted(
            words=clean_text(self.words.data or "", limit=WORDS_LIMIT),
            state=states.get(self.state.data or ""),
            domain=self.domain.data if self.domain.data in slugs else "",
            sort=self.sort.data if self.sort.data in SORTS else SORTS[0],
            page=_page(self.asked.get("page", "")),
        )


class AmendForm(Form):
    """What an organiser changes about one registration."""

    organisation: StringField = line(_l("Organisation"), limit=160, is_required=False)
    domain = SelectField(_l("Domain"))
    role: StringField = line(_l("Work or role"), limit=120, is_required=False)
    note: StringField = line(_l("Note"), limit=400, is_required=False)

    def __init__(self, registration: Registration) -> None:
        side = registration.domain
        super().__init__(
            organisation=registration.organisation_text,
            domain=side.slug if side else "",
            role=registration.role,
            note=registration.note,
        )
        none = [] if side else [SelectChoice("", _("Domain not stated"))]
        self.domain.choices = [*none, *(SelectChoice(one.slug, one.name) for one in domains())]

    def amendment(self) -> Amendment:
        """Return what was filled in."""
        return Amendment(
            organisation=self.organisation.data or "",
            role=self.role.data or "",
            note=self.note.data or "",
            domain=find_domain(self.domain.data),
        )


class AddForm(AddressForm):
    """Who an organiser registers by hand, and that this person knows."""

    name: StringField = line(_l("Name"), limit=120)
    email: StringField = line(_l("Mail address"), limit=254)
    organisation: StringField = line(_l("Organisation"), limit=160, is_required=False)
    domain = RadioField(
        _l("Domain"), validators=[InputRequired(_l("Choose one; it makes the groups mixed."))]
    )
    role: StringField = line(_l("Work or role"), limit=120, is_required=False)
    is_agreed = BooleanField(
        _l("This person asked to be registered and knows that we keep their name and address."),
        validators=[InputRequired(_l("Ask the person first; then tick this."))],
    )

    def __init__(self) -> None:
        super().__init__()
        self.domain.choices = [SelectChoice(one.slug, one.name) for one in domains()]

    def validate_name(self, field: StringField) -> None:
        if not clean_text(field.data, limit=120):
            raise StopValidation(_("Please fill this in."))

    def answers(self, locale: str) -> Answers:
        """Return what was filled in, for somebody who reads ``locale``."""
        return Answers(
            name=self.name.data,
            email=self.email.data,
            organisation=self.organisation.data or "",
            domain_slug=self.domain.data,
            role=self.role.data or "",
            locale=locale,
        )


def state_words() -> dict[RegistrationState, str]:
    """Return how each state reads, in the reader's language, in the order of the table."""
    return {
        RegistrationState.CONFIRMED: _("has a place"),
        RegistrationState.OFFERED: _("has an offer"),
        RegistrationState.WAITING: _("on the waiting list"),
        RegistrationState.CANCELLED: _("cancelled"),
    }


def _sort_words() -> dict[str, str]:
    words = (
        _("Name"),
        _("Organisation"),
        _("Domain"),
        _("State"),
        _("First registered"),
        _("Last registered"),
    )
    return dict(zip(SORTS, words, strict=True))


def _page(text: str) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) <= PAGE_DIGITS
    return max(1, int(text)) if is_number else 1

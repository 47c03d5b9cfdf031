"""How an organiser picks people known from earlier sessions."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from lcm.meetings.models import Meeting
from lcm.registration.addresses import Invitee
from lcm.registration.known import Found, Wanted, domains_of, organisations_of
from lcm.registration.models import Registration
from lcm.web.filters import short_day
from lcm.web.forms import Form, line


class WantedForm(Form):
    """Which people are looked for; sent in the address, so that it can be gone back to."""

    class Meta(Form.Meta):
        csrf = False

    session = SelectField(_l("Session"), default="")
    domain = SelectField(_l("Domain"), default="")
    organisation = SelectField(_l("Organisation"), default="")
    role = line(_l("Work or role"), limit=120, is_required=False, default="")

    def offer(self, meetings: Sequence[Meeting], past: Sequence[Registration]) -> None:
        """Let it be chosen from what ``past`` registrations of ``meetings`` hold."""
        self.session.choices = [SelectChoice("", _("All earlier sessions"))]
        self.session.choices += [
            SelectChoice(one.slug, f"{one.title}, {short_day(one.starts_local)}")
            for one in meetings
        ]
        self.domain.choices = [SelectChoice("", _("All domains"))]
        self.domain.choices += [SelectChoice(one.slug, one.name) for one in domains_of(past)]
        self.organisation.choices = [SelectChoice("", _("All organisations"))]
        self.organisation.choices += [SelectChoice(one, one) for one in organisations_of(past)]

    def wanted(self) -> Wanted:
        """Return what was chosen."""
        return Wanted(
            session=self.session.data or "",
            domain=self.domain.data or "",
            organisation=self.organisation.data or "",
            role=self.role.data or "",
        )


class KnownPeopleForm(Form):
    """Which of the people found get an invitation: all of them, unless unticked."""

    people = SelectMultipleField(
        _l("People to invite"),
        validators=[InputRequired(_l("Choose at least one person."))],
        widget=ListWidget(),
        option_widget=CheckboxInput(),
        validate_choice=False,
    )

    def __init__(self, found: Found) -> None:
        super().__init__()
        self.notes = {one.person.public_id: _note(one) for one in found.registrations}
        self.people.choices = [
            SelectChoice(one.person.public_id, one.person.name) for one in found.registrations
        ]
        if not self.is_submitted():
            self.people.data = [one.person.public_id for one in found.registrations]

    def invitees(self, found: Found) -> list[Invitee]:
        """Return who was chosen; who was invited or registered meanwhile is not found any more."""
        chosen = set(self.people.data or ())
        return [
            Invitee(one.person.name, one.person.email_key)
            for one in found.registrations
            if one.person.public_id in chosen
        ]


def _note(registration: Registration) -> str:
    """Return where somebody came from when they came last, and their address."""
    domain = registration.domain.name if registration.domain else ""
    organisation, address = registration.organisation_text, registration.person.email
    return " · ".join(word for word in (organisation, domain, address) if word)

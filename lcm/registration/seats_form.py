"""What an organiser fills in about seats per domain."""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from lcm.meetings.forms import MOST_SEATS, DayField
from lcm.meetings.models import Meeting
from lcm.people.models import Domain
from lcm.people.queries import domains
from lcm.registration.models import SeatRules, SeatShare
from lcm.registration.seats import Share
from lcm.registration.sharing import Sharing
from lcm.web.forms import Form, NumberField

_RANGE = _l("Choose a number from %(min)s to %(max)s.")
_MISSING = _l("Please fill this in.")


class ShareForm(Form):
    """What is kept for one domain, and the most it gets; empty: nothing, no limit."""

    minimum = NumberField(
        _l("Kept for them"), validators=[Optional(), NumberRange(0, MOST_SEATS, _RANGE)]
    )
    maximum = NumberField(
        _l("At most"), validators=[Optional(), NumberRange(0, MOST_SEATS, _RANGE)]
    )

    def validate_maximum(self, field: NumberField) -> None:
        if field.data is not None and field.data < (self.minimum.data or 0):
            raise ValidationError(_("This is less than what is kept for them."))

    def share(self) -> Share:
        """Return what was filled in."""
        return Share(self.minimum.data or 0, self.maximum.data)


class SeatsForm(Form):
    """How the seats of one meeting are given out; a form for each domain comes with it."""

    released_on = DayField(_l("Open to everybody from"), validators=[Optional()])
    claim_hours = NumberField(
        _l("Hours to answer an offer"),
        validators=[InputRequired(_MISSING), NumberRange(2, 168, _RANGE)],
    )
    straight_hours = NumberField(
        _l("Hours before the start from which the next one gets a free place at once"),
        validators=[InputRequired(_MISSING), NumberRange(0, 168, _RANGE)],
    )

    is_by_invitation = BooleanField(_l("Only who is invited can register"))

    def __init__(self, meeting: Meeting, rules: SeatRules, shares: Mapping[int, SeatShare]) -> None:
        super().__init__(obj=rules)
        self.meeting = meeting
        self.of_domains: list[tuple[Domain, ShareForm]] = [
            (domain, _share_form(domain, shares.get(domain.id))) for domain in domains()
        ]

    def validate_released_on(self, field: DateField) -> None:
        starts: date = self.meeting.starts_local.date()
        if field.data is not None and field.data > starts:
            raise ValidationError(_("Choose a day before the session."))

    def validate(self, extra_validators: object = None) -> bool:
        """Check the forms of all domains too, and whether what is kept fits in the seats."""
        is_fine = bool(super().validate(extra_validators))
        for _domain, form in self.of_domains:
            is_fine = form.validate() and is_fine
        kept = sum(form.minimum.data or 0 for _domain, form in self.of_domains)
        seats = self.meeting.seats
        if is_fine and seats is not None and kept > seats:
            self.form_errors.append(
                _("You keep %(kept)s places, but there are %(seats)s.", kept=kept, seats=seats)
            )
            return False
        return is_fine

    def sharing(self) -> Sharing:
        """Return what was filled in."""
        shares = {domain.id: form.share() for domain, form in self.of_domains}
        return Sharing(
            released_on=self.released_on.data,
            claim_hours=self.claim_hours.data,
            straight_hours=self.straight_hours.data,
            is_by_invitation=self.is_by_invitation.data,
            shares={domain_id: one for domain_id, one in shares.items() if one != Share()},
        )


def _share_form(domain: Domain, share: SeatShare | None) -> ShareForm:
    if share is None:
        return ShareForm(prefix=domain.slug)
    return ShareForm(prefix=domain.slug, minimum=share.minimum or None, maximum=share.maximum)

"""What people fill in to register, and what organisers paste to invite."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, StopValidation

from lcm.people.forms import AddressForm
from lcm.people.identity import clean_text, email_key, name_key
from lcm.people.models import Domain
from lcm.people.queries import domains, find_domain
from lcm.registration import colleague_forms
from lcm.registration.asked import Question
from lcm.registration.operations import Answers
from lcm.registration.reply_fields import replies_form
from lcm.web.forms import Form, line, paragraphs


class RegistrationForm(AddressForm):
    """Who somebody is and from which side they come, and which colleagues come along."""

    name = line(_l("Your name"), limit=120)
    email = line(_l("Your mail address"), limit=254)
    organisation = line(_l("Organisation"), limit=160)
    domain = RadioField(
        _l("From which side do you take part?"),
        validators=[InputRequired(_l("Choose one; it makes the groups mixed."))],
    )
    role = line(_l("Your work or role"), limit=120, is_required=False)

    def __init__(self, questions: Sequence[Question], **values: Any) -> None:
        super().__init__(**values)
        self.of_questions = replies_form(questions)
        self.domain.choices = [SelectChoice(one.slug, one.name) for one in domains()]
        self.of_colleagues = (
            colleague_forms.filled_in(self.domain.choices) if self.is_submitted() else []
        )

    def validate_name(self, field: StringField) -> None:
        if not clean_text(field.data, limit=120):
            raise StopValidation(_("Please fill this in."))

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask an organisation of everybody but who comes from lived experience.

        All of a group or nobody: every row of a colleague has to be right too.
        """
        chosen = find_domain(self.domain.data or "")
        if chosen is not None and chosen.is_lived_experience and not self.organisation.data:
            self.organisation.validators = []
        is_fine = bool(super().validate(extra_validators))
        is_fine = self._is_answered() and is_fine
        return self._are_colleagues_fine() and is_fine

    @property
    def colleague_rows(self) -> list[colleague_forms.ColleagueForm]:
        """All rows for colleagues, those that were filled in as they were checked."""
        checked = {form.number: form for form in self.of_colleagues}
        empty = colleague_forms.rows(self.domain.choices)
        return [checked.get(form.number, form) for form in empty]

    def _is_answered(self) -> bool:
        if self.of_questions is None or self.of_questions.is_complete(self.domain.data or ""):
            return True
        self.form_errors.extend(self.of_questions.sentences())
        return False

    def _are_colleagues_fine(self) -> bool:
        wrong = [form for form in self.of_colleagues if not form.validate()]
        own = (email_key(self.email.data or ""), name_key(self.name.data or ""))
        for form in colleague_forms.twice(self.of_colleagues, own):
            form.refuse_twice()
            wrong.append(form)
        for number in sorted({form.number for form in wrong}):
            self.form_errors.append(_("Colleague %(number)s is not right yet.", number=number))
        if wrong:
            self.form_errors.append(_("Nobody has been registered yet."))
        return not wrong

    def everybody(self, locale: str, asked_at: datetime) -> list[Answers]:
        """Return what was filled in for oneself and then for each colleague."""
        first = self.answers(locale, asked_at)
        return [first, *(form.answers(first) for form in self.of_colleagues)]

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
            replies=self.of_questions.replies(self.domain.data) if self.of_questions else {},
        )


class SideForm(Form):
    """From which side somebody takes part from now on."""

    domain = RadioField(_l("From which side do you take part?"))

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self._domains = {one.slug: one for one in domains()}
        self.domain.choices = [SelectChoice(one.slug, one.name) for one in self._domains.values()]

    def chosen(self) -> Domain:
        """Return the domain that was chosen, once that was found right."""
        return self._domains[self.domain.data]


class PasteForm(Form):
    """Names and addresses as they come out of a mail program or a sheet."""

    addresses = paragraphs(_l("Names and mail addresses"), limit=50_000)

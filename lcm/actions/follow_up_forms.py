"""What owners answer, and what organisers fill in at the follow-up."""

from collections.abc import Sequence
from typing import Self

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.validators import Optional, StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from lcm.actions.forms import DayField
from lcm.actions.models import Action
from lcm.actions.summaries import Group
from lcm.people.forms import require_address
from lcm.people.identity import clean_paragraphs, clean_text, name_key
from lcm.people.models import Person
from lcm.people.operations import person_for
from lcm.web.forms import Form, line, paragraphs

REASON_LIMIT = 400
OPENING_LIMIT = 2000


class ReasonForm(Form):
    """Why somebody gives an action back or drops it."""

    reason = paragraphs(_l("Why?"), limit=REASON_LIMIT)

    def text(self) -> str:
        return clean_text(self.reason.data or "", limit=REASON_LIMIT)

    def validate_reason(self, field: StringField) -> None:
        if not clean_text(field.data or "", limit=REASON_LIMIT):
            raise StopValidation(_("Please fill this in."))


class NoteForm(Form):
    """How an action came out."""

    note = paragraphs(_l("How did it go?"), limit=REASON_LIMIT, is_required=False)

    def text(self) -> str:
        return clean_text(self.note.data or "", limit=REASON_LIMIT)


class RecordForm(NoteForm):
    """What the organiser heard about an action."""

    note = paragraphs(_l("Note or reason"), limit=REASON_LIMIT, is_required=False)


class HandOverForm(Form):
    """Whom an action suits better: somebody of the meeting, or a name with an address."""

    person = SelectField(_l("Somebody who was there"), validate_choice=False)
    name = line(_l("Or somebody else: name"), limit=120, is_required=False)
    email = line(_l("Mail address of that person"), limit=254, is_required=False)
    people: Sequence[Person] = ()

    @classmethod
    def of(cls, people: Sequence[Person]) -> Self:
        """Return the empty form to choose among ``people``."""
        form = cls()
        form.people = people
        form.person.choices = [("", _("Choose a name"))]
        form.person.choices += [(person.public_id, person.name) for person in people]
        return form

    def validate_person(self, field: SelectField) -> None:
        if field.data and field.data not in dict(field.choices):
            raise StopValidation(_("Choose somebody from the list, or write a name below it."))

    def validate_name(self, field: StringField) -> None:
        if not self.person.data and not clean_text(field.data or "", limit=120):
            raise StopValidation(_("Choose somebody from the list, or write a name here."))

    def validate_email(self, field: StringField) -> None:
        if not self.person.data:
            require_address(field)

    def chosen(self) -> Person:
        """Return who was chosen, made if their name or address is new."""
        known = {person.public_id: person for person in self.people}
        return known.get(self.person.data or "") or person_for(self.name.data, self.email.data)


class SettleForm(Form):
    """Owner and day of an action, as the organiser gives them at the follow-up."""

    owner = line(_l("Who takes it"), limit=120, is_required=False)
    email = line(_l("Mail address, for a new name"), limit=254, is_required=False)
    due_on = DayField(_l("Ready by"), validators=[Optional()])
    people: Sequence[Person] = ()

    @classmethod
    def of(cls, action: Action, people: Sequence[Person]) -> Self:
        """Return the form with what ``action`` has; names of ``people`` need no address."""
        name = action.owner.name if action.owner else action.owner_text
        form = cls(prefix=f"a-{action.item.public_id}", owner=name, due_on=action.due_on)
        form.people = [*people, *([action.owner] if action.owner else [])]
        return form

    def validate_email(self, field: StringField) -> None:
        if field.data:
            require_address(field)

    def chosen(self) -> tuple[Person | None, str]:
        """Return the person meant, made when an address came with a new name; else the words."""
        name = clean_text(self.owner.data or "", limit=120)
        if name and self.email.data:
            return person_for(name, self.email.data), ""
        known = {name_key(person.name): person for person in reversed(self.people)}
        person = known.get(name_key(name)) if name else None
        return person, "" if person else name


class SummaryForm(Form):
    """The opening words of a summary, and who gets it."""

    opening = paragraphs(_l("Opening words"), limit=OPENING_LIMIT, is_required=False)
    groups = SelectMultipleField(
        _l("Who gets it"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validate_choice=False,
    )

    @classmethod
    def of(cls, opening: str, groups: Sequence[tuple[Group, str]], usual: Sequence[Group]) -> Self:
        """Return the form for the groups that hold anybody, with their words; usual ones ticked."""
        form = cls(opening=opening, groups=[group.value for group in usual])
        form.groups.choices = [(group.value, words) for group, words in groups]
        return form

    def text(self) -> str:
        return clean_paragraphs(self.opening.data or "", limit=OPENING_LIMIT)

    def chosen_groups(self) -> list[Group]:
        """Return the groups that were ticked; one that is empty by now does no harm."""
        return [group for group in Group if group.value in (self.groups.data or ())]


class PreviewForm(Form):
    """Whose mail to look at."""

    person = SelectField(_l("Whose mail"))

    @classmethod
    def of(cls, people: Sequence[Person], chosen: Person) -> Self:
        """Return the form with ``chosen`` chosen."""
        form = cls(formdata=None, person=chosen.public_id)
        form.person.choices = [(person.public_id, person.name) for person in people]
        return form

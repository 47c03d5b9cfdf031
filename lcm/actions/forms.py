"""What people write down in a room or at the harvest, and who takes an action by when."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Self
from uuid import UUID, uuid4, uuid5

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, Regexp, StopValidation

from lcm.actions.capture import ItemDraft, Ownership
from lcm.actions.models import Item, ItemKind
from lcm.breakouts.queries import Seated
from lcm.breakouts.words import person_words
from lcm.clock import today
from lcm.people.identity import clean_text
from lcm.people.models import Person
from lcm.registration.models import Place
from lcm.web.forms import Form, line, paragraphs

OUTSIDE = "outside"
TEXT_LIMIT = 400
FURTHEST = timedelta(days=3660)


KIND_WORDS = {
    "wish": _l("Wish"),
    "action": _l("Action"),
    "decision": _l("Decision"),
    "barrier": _l("Barrier"),
    "idea": _l("Idea"),
    "question": _l("Question"),
}
KIND_CHOICES = [SelectChoice(kind, word) for kind, word in KIND_WORDS.items()]


PROMPTS = {
    "wish": _l("What do people need?"),
    "action": _l("What will we do?"),
    "decision": _l("What did we decide?"),
    "barrier": _l("What stands in the way?"),
    "idea": _l("What could we try?"),
    "question": _l("What do we want to know?"),
}


class DayField(DateField):
    """A calendar day; what cannot be read as one is refused in words."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Choose a day from the calendar, or leave it empty.")) from error


class SentenceForm(Form):
    """One sentence, on one line, of 1 to 400 characters."""

    text = paragraphs(_l("Your sentence"), limit=TEXT_LIMIT)

    def validate_text(self, field: StringField) -> None:
        if not clean_text(field.data or "", limit=TEXT_LIMIT):
            raise StopValidation(_("Please fill this in."))

    def sentence(self) -> str:
        return clean_text(self.text.data, limit=TEXT_LIMIT)


class OwnerForm(Form):
    """Who takes an action, from a list or in words, by which day."""

    owner = SelectField(_l("Who takes it?"), validate_choice=False)
    owner_text = line(_l("Or somebody else"), limit=120, is_required=False)
    due_on = DayField(_l("By when?"), validators=[Optional()])
    is_accepted = BooleanField(_l("They said yes in the room"))

    def validate_owner(self, field: SelectField) -> None:
        if field.data and field.data not in dict(field.choices):
            raise StopValidation(_("Choose somebody from the list, or write a name below it."))

    def validate_due_on(self, field: DayField) -> None:
        day = field.data
        if day is None or day == field.object_data:
            return
        if day < today():
            raise StopValidation(_("This day has passed. Choose a day from today on."))
        if day > today() + FURTHEST:
            raise StopValidation(_("This day is too far away. Choose one within ten years."))

    def ownership(self, owner: Person | None, owner_text: str = "") -> Ownership:
        """Return what was filled in, with the chosen ``owner`` or ``owner_text`` looked up."""
        text = owner_text or clean_text(self.owner_text.data or "", limit=120)
        return Ownership(owner, "" if owner else text, self.due_on.data, self.is_accepted.data)


class PersonOwnerForm(OwnerForm):
    """Ownership as the organiser gives it: anybody of the meeting and the community."""

    people: Sequence[Person] = ()

    @classmethod
    def of(cls, people: Sequence[Person], item: Item) -> Self:
        """Return the form of an action with who has it now; it stands among those of others."""
        action = item.action
        owner = action.owner if action else None
        form = cls(
            prefix=f"item-{item.public_id}",
            owner=owner.public_id if owner else "",
            owner_text=action.owner_text if action else "",
            due_on=action.due_on if action else None,
        )
        form.people = [*people, *([owner] if owner and owner not in people else [])]
        form.owner.choices = [("", _("Nobody yet"))]
        form.owner.choices += [(person.public_id, person.name) for person in form.people]
        return form

    def chosen(self) -> Ownership:
        known = {person.public_id: person for person in self.people}
        return self.ownership(known.get(self.owner.data or ""))


class ItemForm(SentenceForm, OwnerForm):
    """A sentence of one's own room; ``version`` is the one it was changed from."""

    version = HiddenField(validators=[Regexp(r"^\d{1,9}$")])
    people: Sequence[Seated] = ()
    owner_outside: Person | None = None

    @classmethod
    def of(cls, people: Sequence[Seated], **values: Any) -> Self:
        """Return the form for a room with these ``people``, filled with ``values``."""
        form = cls(**values)
        form.people = people
        form.owner.choices = [("", _("Nobody yet"))]
        form.owner.choices += [(one.place.public_id, person_words(one)) for one in people]
        return form

    @classmethod
    def of_item(cls, people: Sequence[Seated], item: Item) -> Self:
        """Return the form of ``item`` as it is; an owner from elsewhere can be kept."""
        action = item.action
        if action is None:
            return cls.of(people, text=item.text, version=item.version)
        owner = next((one.place.public_id for one in people if _is(one.place, action.owner)), "")
        outside = action.owner if not owner else None
        form = cls.of(
            people,
            text=item.text,
            version=item.version,
            owner=OUTSIDE if outside else owner,
            owner_text=action.owner_text,
            due_on=action.due_on,
        )
        form.owner_outside = outside
        form.owner.choices += [(OUTSIDE, outside.name)] if outside else []
        return form

    def seen_version(self) -> int:
        return int(self.version.data)

    def ownership_of(self, author: Place) -> Ownership:
        """Return who takes it: a registered person, or the name of somebody who walked in.

        Who writes down themselves says yes by that.
        """
        if self.owner.data == OUTSIDE:
            return self.ownership(self.owner_outside)
        chosen = {one.place.public_id: one.place for one in self.people}.get(self.owner.data or "")
        if chosen is None:
            return self.ownership(None)
        person = chosen.registration.person if chosen.registration else None
        said = self.ownership(person, "" if person else chosen.name)
        return replace(said, is_accepted=said.is_accepted or chosen.id == author.id)


class CaptureForm(ItemForm):
    """A new sentence. A script names it by ``client_id``; else page and words together do."""

    kind = SelectField(_l("What is it"), choices=KIND_CHOICES)
    form_id = HiddenField()
    client_id = HiddenField(validators=[Optional(), Regexp(r"^[A-Za-z0-9-]{8,40}$")])
    version = None

    @classmethod
    def of(cls, people: Sequence[Seated], **values: Any) -> Self:
        """Return the empty form; ``values`` may say the kind, and so what is asked."""
        form = super().of(people, form_id=str(uuid4()), **values)
        form.text.label.text = PROMPTS.get(form.kind.data, form.text.label.text)
        return form

    def draft(self, author: Place) -> ItemDraft:
        """Return what was written, under a name that is the same each time it is sent."""
        name = self.client_id.data or _name(self.form_id.data, self.kind.data, self.sentence())
        return ItemDraft(ItemKind(self.kind.data), self.sentence(), name, self.ownership_of(author))


class PlenaryForm(SentenceForm):
    """A new sentence from the plenary; pressed twice it comes once."""

    kind = SelectField(_l("What is it"), choices=KIND_CHOICES)
    form_id = HiddenField()

    @classmethod
    def empty(cls) -> Self:
        return cls(form_id=str(uuid4()))

    def draft(self) -> ItemDraft:
        """Return what was written, under a name that is the same each time it is sent."""
        name = _name(self.form_id.data, self.kind.data, self.sentence())
        return ItemDraft(ItemKind(self.kind.data), self.sentence(), name)


def _name(form_id: str | None, kind: str, sentence: str) -> str:
    """Return a name for a sentence typed on one page, so that going back makes another one."""
    return str(uuid5(_page_name(form_id or ""), f"{kind} {sentence}"))


def _page_name(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


def _is(place: Place, person: Person | None) -> bool:
    registration = place.registration
    return person is not None and registration is not None and registration.person is person

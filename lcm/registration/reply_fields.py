"""The fields in which people answer what a meeting asks."""

from collections.abc import Sequence
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from lcm.people.queries import domains
from lcm.registration.asked import DOMAIN, NO, TICKED, YES, Kind, Question, asked
from lcm.web.forms import Form, line

LABELS: Final = {
    Kind.DIETARY: _l("Dietary wishes"),
    Kind.ACCESS: _l("What do you need to take part well?"),
    Kind.INTERPRETER: _l("Do you need an interpreter? For which language?"),
    Kind.TRAVEL: _l("I would like my travel costs paid back"),
    Kind.PHOTO: _l("I may be recognisable in photos of the session"),
}
_HINTS: Final = {
    Kind.DIETARY: _l("For instance vegetarian, or an allergy. Removed 30 days after the session."),
    Kind.ACCESS: _l("For instance a place for a wheelchair. Removed 30 days after the session."),
}


class RepliesForm(Form):
    """A field for each question; made by ``replies_form``."""

    questions: Sequence[Question] = ()

    def given(self) -> dict[str, str]:
        """Return what was filled in, by field name; a tick is YES."""
        return {
            question.name: YES if self[question.name].data is True else self[question.name].data
            for question in self.questions
            if self[question.name].data
        }

    def replies(self, domain_slug: str) -> dict[str, str]:
        """Return what was answered to what is asked of who comes from this domain, by key."""
        given = self.given()
        found = asked(self.questions, domain_slug, given)
        return {one.key: given[one.name] for one in found if one.name in given}

    def is_complete(self, domain_slug: str) -> bool:
        """Check what is asked of who comes from this domain; the fields then say what is wrong."""
        self.validate()
        given = self.given()
        found = asked(self.questions, domain_slug, given)
        for question in self.questions:
            field = self[question.name]
            if question not in found:
                field.errors = ()
            elif question.is_required and question.name not in given:
                field.errors = [_("Please fill this in.")]
            elif question.values and given.get(question.name, "") not in ("", *question.values):
                field.errors = [_("Choose one of these.")]
        return not any(self[question.name].errors for question in self.questions)

    def sentences(self) -> list[str]:
        """Return what is wrong, for the top of the page."""
        wrong = [self[question.name] for question in self.questions]
        return [f"{one.label.text}: {' '.join(one.errors)}" for one in wrong if one.errors]

    def shown(self) -> list[tuple[Question, Field, str]]:
        """Return each question with its field, and a hint: an example, or of whom it is asked."""
        return [(one, self[one.name], self._hint(one)) for one in self.questions]

    def _hint(self, question: Question) -> str:
        if question.when == DOMAIN:
            names = {domain.slug: domain.name for domain in domains()}
            return str(_("Only for: %(domain)s.", domain=names.get(question.answer, "")))
        if question.when:
            answer = word(question.answer)
            label = self[question.when].label.text
            sentence = _(
                "Only if your answer to “%(label)s” is: %(answer)s.", label=label, answer=answer
            )
            return str(sentence)
        return str(_HINTS.get(question.kind, ""))


def replies_form(questions: Sequence[Question]) -> RepliesForm | None:
    """Return the form in which these are answered; None when nothing is asked."""
    if not questions:
        return None
    fields = {question.name: _field(question) for question in questions}
    made: RepliesForm = type("Replies", (RepliesForm,), {**fields, "questions": questions})()
    return made


def label(question: Question) -> str:
    """Return how a question reads."""
    return question.text or str(LABELS[question.kind])


def word(answer: str) -> str:
    """Return how an answer reads."""
    shown: dict[str, str] = {YES: _("Yes"), NO: _("No")}
    return shown.get(answer, answer)


def _field(question: Question) -> object:
    shown = label(question)
    if question.kind in TICKED:
        return BooleanField(shown)
    if not question.values:
        return line(shown, limit=300, is_required=question.is_required)
    choices = [SelectChoice(value, word(value)) for value in question.values]
    rules = [] if question.is_required else [Optional()]
    return RadioField(shown, choices=choices, validators=rules, validate_choice=False)

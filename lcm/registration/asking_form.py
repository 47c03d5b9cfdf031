"""What an organiser switches on and asks on the registration form."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField
from wtforms.fields.choices import SelectChoice

from lcm.people.queries import domains
from lcm.registration.asked import DOMAIN, NO, READY_MADE, YES, Kind, Question, ready_made
from lcm.registration.reply_fields import LABELS, word
from lcm.web.forms import Form, line, paragraphs

MOST: Final = 4
_OWN_KINDS: Final = {
    Kind.TEXT: _l("People write an answer"),
    Kind.YES_NO: _l("Yes or no"),
    Kind.CHOICE: _l("One of the answers below"),
}
_WORDS: Final = {"yes": YES, "ja": YES, "no": NO, "nee": NO}


class OwnQuestionForm(Form):
    """One question of one's own; without a text there is none."""

    text = line(_l("Question"), limit=160, is_required=False)
    kind = SelectField(_l("How is it answered?"))
    choices = paragraphs(_l("Answers to choose from, one a line"), limit=1000, is_required=False)
    is_required = BooleanField(_l("Everybody who is asked has to answer"))
    when = SelectField(_l("Of whom is it asked?"))
    answer = line(_l("The answer they gave"), limit=160, is_required=False)

    def __init__(self, number: int, **values: Any) -> None:
        super().__init__(prefix=f"own-{number}", **values)
        self.number, self.name = number, f"own-{number}"
        self.kind.choices = [SelectChoice(kind.value, name) for kind, name in _OWN_KINDS.items()]
        self.when.choices = [
            SelectChoice("", _("Everybody")),
            *(SelectChoice(f"{DOMAIN}:{one.slug}", one.name) for one in domains()),
            *(
                SelectChoice(
                    f"own-{earlier}",
                    _("Who gave a certain answer to question %(number)s", number=earlier),
                )
                for earlier in range(1, number)
            ),
        ]

    @property
    def question(self) -> Question:
        """What was filled in."""
        when, _colon, slug = (self.when.data or "").partition(":")
        lines = [one.strip()[:120] for one in (self.choices.data or "").splitlines()]
        kind = Kind(self.kind.data)
        return Question(
            name=self.name,
            kind=kind,
            text=self.text.data or "",
            choices=tuple(dict.fromkeys(filter(None, lines))) if kind is Kind.CHOICE else (),
            is_required=self.is_required.data,
            when=when,
            answer=slug or (self.answer.data or "" if when else ""),
        )


class AskingForm(Form):
    """The ready-made questions that are switched on; a form for each of one's own is with it."""

    dietary = BooleanField(LABELS[Kind.DIETARY])
    access = BooleanField(LABELS[Kind.ACCESS])
    interpreter = BooleanField(LABELS[Kind.INTERPRETER])
    travel = BooleanField(LABELS[Kind.TRAVEL])
    photo = BooleanField(LABELS[Kind.PHOTO])

    def __init__(self, asked: Sequence[Question]) -> None:
        kept = {question.name: question for question in asked}
        super().__init__(data={kind.value: kind.value in kept for kind in READY_MADE})
        self.own = [
            OwnQuestionForm(number, data=_values(kept.get(f"own-{number}")))
            for number in range(1, MOST + 1)
        ]
        self._questions: list[Question] = []

    @property
    def ready_made(self) -> list[Any]:
        """The fields of the ready-made questions, in order."""
        return [self[kind.value] for kind in READY_MADE]

    def validate(self, extra_validators: object = None) -> bool:
        """Check each question of one's own against the earlier ones too."""
        is_fine = bool(super().validate(extra_validators))
        earlier: dict[str, Question] = {}
        for form in self.own:
            if not form.validate():
                is_fine = False
            elif form.text.data:
                is_fine = self._is_sound(form, earlier) and is_fine
        self._questions = [
            *(ready_made(kind) for kind in READY_MADE if self[kind.value].data),
            *earlier.values(),
        ]
        if not is_fine:
            self.form_errors.append(_("Look at the questions of your own below."))
        return is_fine

    def questions(self) -> list[Question]:
        """Return what was filled in, once it was found right."""
        return self._questions

    def _is_sound(self, form: OwnQuestionForm, earlier: dict[str, Question]) -> bool:
        """Add the question of ``form`` to ``earlier``, or say in the form what is wrong."""
        question = form.question
        if question.text in {one.text for one in earlier.values()}:
            form.text.errors = [_("You ask this already.")]
        elif question.kind is Kind.CHOICE and len(question.choices) < 2:
            form.choices.errors = [_("Write at least two answers, one a line.")]
        elif question.when in ("", DOMAIN):
            earlier[question.name] = question
        else:
            asked = earlier.get(question.when)
            values = {word(one).casefold(): one for one in asked.values} if asked else {}
            given = question.answer.casefold()
            values |= _WORDS if asked is not None and asked.kind is Kind.YES_NO else {}
            if given in values:
                answer = values[given]
                earlier[question.name] = replace(question, answer=answer)
            elif asked is None or not asked.values:
                form.when.errors = [_("People do not choose an answer to that question.")]
            else:
                form.answer.errors = [_("That question does not have this answer.")]
        return question.name in earlier


def _values(question: Question | None) -> dict[str, Any]:
    if question is None:
        return {"kind": Kind.TEXT.value, "when": ""}
    is_domain = question.when == DOMAIN
    return {
        "text": question.text,
        "kind": question.kind.value,
        "choices": "\n".join(question.choices),
        "is_required": question.is_required,
        "when": f"{DOMAIN}:{question.answer}" if is_domain else question.when,
        "answer": "" if is_domain else word(question.answer),
    }

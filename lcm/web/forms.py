"""The base of all forms: trimmed text, kept input, one place for limits."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, IntegerField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from lcm.web.widgets import quickened

# Longer ones do not fit the database, and WTForms cannot compare them with a limit.
MOST_DIGITS = 9


# What word processors and web pages put between words; dropped, it would join them.
_SPACES = dict.fromkeys(map(ord, "\u00a0\u1680\u202f\u205f\u3000"), " ")
_SPACES |= dict.fromkeys(range(0x2000, 0x200B), " ")


class Form(FlaskForm):
    """Text fields are trimmed and freed of control characters before they are validated."""

    class Meta(FlaskForm.Meta):
        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Field:
            filters = unbound_field.kwargs.get("filters", [])
            if issubclass(unbound_field.field_class, StringField):
                filters = [*filters, _trimmed]
            bound: Field = unbound_field.bind(form=form, filters=filters, **options)
            bound.widget = quickened(bound.widget)
            return bound


# Each under its own name, so that who reads the other language finds it too.
LANGUAGES = (SelectChoice("nl", "Nederlands"), SelectChoice("en", "English"))


class NumberField(IntegerField):
    """A whole number of at most nine digits; what is not one gets a sentence that says so."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Write a whole number, in digits.")) from error
        if self.data is not None and abs(self.data) >= 10**MOST_DIGITS:
            self.process_data(None)
            raise ValueError(_("This number is too large."))


def line(label: object, *, limit: int, is_required: bool = True, **kwargs: Any) -> StringField:
    """Return a one-line text field of at most ``limit`` characters."""
    return StringField(label, validators=_rules(limit, is_required=is_required), **kwargs)


def paragraphs(
    label: object, *, limit: int, is_required: bool = True, **kwargs: Any
) -> TextAreaField:
    """Return a text field of several lines of at most ``limit`` characters."""
    return TextAreaField(label, validators=_rules(limit, is_required=is_required), **kwargs)


def _rules(limit: int, *, is_required: bool) -> list[Any]:
    rules: list[Any] = [
        Length(max=limit, message=_l("This is too long: at most %(max)d characters."))
    ]
    if is_required:
        rules.insert(0, DataRequired(_l("Please fill this in.")))
    return rules


def _trimmed(text: object) -> object:
    if not isinstance(text, str):
        return text
    return "".join(filter(_is_kept, text.translate(_SPACES))).strip()


def _is_kept(character: str) -> bool:
    return character in "\n\t" or character.isprintable()

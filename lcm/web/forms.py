"""The base of all forms: trimmed text, kept input, one place for limits."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, StringField, TextAreaField
from wtforms.validators import DataRequired, Length


class Form(FlaskForm):
    """Text fields are trimmed and freed of control characters before they are validated."""

    class Meta(FlaskForm.Meta):
        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Field:
            filters = unbound_field.kwargs.get("filters", [])
            if issubclass(unbound_field.field_class, StringField):
                filters = [*filters, _trimmed]
            bound: Field = unbound_field.bind(form=form, filters=filters, **options)
            return bound


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
    kept = "".join(c for c in text if c in "\n\t" or (c.isprintable() and not _is_lone(c)))
    return kept.strip()


def _is_lone(character: str) -> bool:
    return "\ud800" <= character <= "\udfff"

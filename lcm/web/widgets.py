"""Fields as WTForms prints them, letter for letter, at less work: pages hold dozens of them."""

from copy import copy
from typing import Any

from markupsafe import escape
from wtforms.widgets import Input, Select
from wtforms.widgets.core import clean_key


class QuickSelect(Select):  # type: ignore[misc]
    """A list of names to choose from, of which a page may repeat a hundred."""

    @classmethod
    def render_option(cls, choice: Any, **values: Any) -> str:
        """Return one option; those with attributes of their own are left to WTForms."""
        if values or choice.render_kw or isinstance(choice.value, bool):
            return str(super().render_option(choice, **values))
        start = "<option selected " if choice.selected else "<option "
        label = escape(choice.label or choice.value)
        return f"{start}{attributes(value=choice.value)}>{label}</option>"


def quickened(widget: Any) -> Any:
    """Return what prints the same as ``widget``; a kind not known here is returned itself."""
    if type(widget) is Select:
        return QuickSelect(multiple=widget.multiple)
    if isinstance(widget, Input):
        widget = copy(widget)
        widget.html_params = attributes
    return widget


def attributes(**values: Any) -> str:
    """Return ``values`` as the attributes of an element, ordered by name and escaped."""
    parts = []
    for key, value in sorted(values.items()):
        name = escape(clean_key(key))
        if value is True:
            parts.append(str(name))
        elif value is not False:
            text = str(escape(value)).replace('"', "&quot;")
            parts.append(f'{name}="{text}"')
    return " ".join(parts)

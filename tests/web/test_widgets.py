"""What is printed with less work is, letter for letter, what WTForms prints."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from wtforms import BooleanField, DateField, Form, SelectField, StringField
from wtforms.widgets import Select, html_params

from lcm.web.widgets import QuickSelect, attributes, quickened

names = st.sampled_from(["class_", "for_", "data_done", "aria_label", "id", "aria-invalid", "x<y"])
values = st.one_of(
    st.booleans(),
    st.none(),
    st.integers(),
    st.text("<>&\"' aé"),
    st.text("<>&\"' a").map(Markup),
)


class Sample(Form):
    """One field of each kind that is printed here."""

    text = StringField(render_kw={"data-x": 'a"b'})
    tick = BooleanField()
    day = DateField()
    person = SelectField()


CHOICES = (
    [("", "Kies"), ("a", "<b>"), ('"', "It's"), (3, ""), (True, "yes")],
    [("a", "A", {"data_colour": "1", "disabled": True}), ("b", "B")],
    {"Zorg": [("a", "A & B")], "Gemeente": [("b", "B")]},
)


@given(st.dictionaries(names, values))
def test_attributes_are_written_as_wtforms_writes_them(chosen):
    assert attributes(**chosen) == str(html_params(**chosen))


@pytest.mark.parametrize("name", ["text", "tick", "day"])
@given(typed=st.text("<>&\"' aé-1"))
def test_an_input_is_printed_the_same_with_what_was_typed(name, typed):
    field = Sample(data={})[name]
    field.raw_data = [typed]
    usual = field(class_="input", required=True)

    field.widget = quickened(field.widget)

    assert field(class_="input", required=True) == usual


@pytest.mark.parametrize("choices", CHOICES)
@pytest.mark.parametrize("chosen", ["a", "3", None])
def test_a_list_of_choices_is_printed_the_same(choices, chosen):
    field = Sample(data={"person": chosen}).person
    field.choices = choices
    usual = field(class_="input")

    field.widget = quickened(field.widget)

    assert isinstance(field.widget, QuickSelect)
    assert field(class_="input") == usual


def test_the_widgets_of_the_library_are_left_as_they_were():
    widget = Sample().text.widget

    quickened(widget)

    assert "html_params" not in vars(widget)
    assert type(Sample().person.widget) is Select

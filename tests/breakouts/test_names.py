"""By what name people see each other."""

from hypothesis import given
from hypothesis import strategies as st

from lcm.breakouts.names import shown_names

full_names = st.lists(st.text(alphabet="abcdef .,é", max_size=20), max_size=12)


def test_a_first_name_is_enough_while_it_tells_people_apart():
    names = shown_names(["Samira Yilmaz", "Joost de Boer", "Robin"])

    assert names == ["Samira", "Joost", "Robin"]


def test_two_of_one_first_name_get_an_initial():
    names = shown_names(["Joost de Boer", "Fatima", "Joost Vermeer", "joost"])

    assert names == ["Joost B.", "Fatima", "Joost V.", "joost"]


def test_a_family_name_before_the_comma_gives_the_initial():
    names = shown_names(["Jansen, Petra", "Petra Bos"])

    assert names == ["Petra J.", "Petra B."]


@given(full_names)
def test_everybody_keeps_a_name_and_the_nameless_stay_so(names):
    shown = shown_names(names)

    assert len(shown) == len(names)
    assert all(bool(name.strip(" ,.")) <= bool(one) for name, one in zip(names, shown, strict=True))

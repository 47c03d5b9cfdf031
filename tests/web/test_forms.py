"""What is typed is trimmed and freed of what nobody sees; words stay apart."""

import pytest
from werkzeug.datastructures import MultiDict

from lcm.people.forms import CodeForm


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Samira  ", "Samira"),
        ("Samira\u00a0El\u202fIdrissi", "Samira El Idrissi"),
        ("Sa\u200bmi\x00ra\u202e", "Samira"),
        ("Zoë \ud800", "Zoë"),
        ("\u2003", ""),
        ("李小龍 🙂", "李小龍 🙂"),
    ],
)
def test_text_is_kept_as_people_see_it(app, typed, kept):
    with app.test_request_context(method="POST"):
        form = CodeForm(MultiDict({"code": typed}))

    assert form.code.data == kept

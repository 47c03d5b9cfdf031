"""Text to values: what somebody asks the speaker, and where a host puts a word or an answer."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, TextAreaField

from lcm.live.talk.questions import TEXT_LIMIT
from lcm.web.forms import Form, paragraphs


class QuestionForm(Form):
    """One question from a phone; its token is the device's, so it carries none of a session."""

    question: TextAreaField = paragraphs(
        _l("Your question"), limit=TEXT_LIMIT, id="question-to-speaker"
    )

    class Meta(Form.Meta):
        csrf = False


class JoinForm(Form):
    """What the word or answer ``key`` goes with."""

    key = HiddenField()
    into = SelectField(_l("Put it with"), validate_choice=False)

    @classmethod
    def of(cls, key: str, choices: Sequence[tuple[str, str]]) -> "JoinForm":
        """Return the form for ``key``, to be put with one of ``choices`` (key, words)."""
        form = cls(formdata=None, key=key)
        form.into.choices = list(choices)
        return form

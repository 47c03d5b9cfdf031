"""Which language a page speaks: own choice, person, browser, installation."""

from typing import Any

from flask import Flask, current_app, g, has_request_context, request
from flask_babel import Babel, force_locale, get_locale, get_translations
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

LOCALES = ("nl", "en")
COOKIE = "language"

__all__ = ["COOKIE", "LOCALES", "chosen_locale", "current_locale", "force_locale", "prepare"]

babel = Babel()


class Sentences:
    """The sentences of one language as templates print them, each looked up once per process."""

    by_code: dict[str, "Sentences"] = {}

    def __init__(self, code: str) -> None:
        self.code = code
        self._catalogue: Any = get_translations()
        self._plain: dict[str, str] = {}
        self._escaping: dict[str, str] = {}

    def find(self, text: str, *, is_escaping: bool) -> str:
        """Return ``text`` in this language, safe to print where pages are escaped."""
        known = self._escaping if is_escaping else self._plain
        if text not in known:
            known[text] = _words(self._catalogue.ugettext(text), is_escaping=is_escaping)
        return known[text]

    def find_counted(self, one: str, many: str, num: int, *, is_escaping: bool) -> str:
        """Return the form of the sentence that belongs to ``num``, as ``find`` does."""
        return _words(self._catalogue.ungettext(one, many, num), is_escaping=is_escaping)


def prepare(app: Flask) -> None:
    """Let Flask-Babel ask this module for the language of each page."""
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Europe/Amsterdam"
    app.config["BABEL_DEFAULT_LOCALE"] = app.config["LCM"].default_locale
    babel.init_app(app, locale_selector=chosen_locale)
    # A page asks for hundreds of sentences; Flask-Babel's own callables find the language anew
    # for each of them, and Jinja passes on to them three calls deep.
    app.jinja_env.globals.update(_=gettext, gettext=gettext, ngettext=ngettext)


def chosen_locale() -> str:
    """Return the reader's language code."""
    if not has_request_context():
        return str(current_app.config["LCM"].default_locale)
    own = request.cookies.get(COOKIE, "")
    if own in LOCALES:
        return own
    if g.get("person_locale") in LOCALES:
        return str(g.person_locale)
    if g.get("content_locale") in LOCALES and not request.accept_languages:
        return str(g.content_locale)
    best = request.accept_languages.best_match(LOCALES)
    return best or str(current_app.config["LCM"].default_locale)


def current_locale() -> str:
    """Return the language code in force now, also inside a mail's ``force_locale``."""
    return _sentences().code


@pass_eval_context
def gettext(context: EvalContext, text: str, /, **values: Any) -> str:
    """Return a template's sentence in the language in force, with its values put in."""
    return _sentences().find(text, is_escaping=bool(context.autoescape)) % values


@pass_eval_context
def ngettext(context: EvalContext, one: str, many: str, num: int, /, **values: Any) -> str:
    """Return a template's sentence for ``num`` things; it may name them as ``%(num)d``."""
    words = _sentences().find_counted(one, many, num, is_escaping=bool(context.autoescape))
    return words % {"num": num, **values}


def _sentences() -> Sentences:
    """Return the sentences of the language in force; a changed language is seen at once."""
    locale = get_locale()
    bound: tuple[object, Sentences] | None = g.get("sentences")
    if bound is None or bound[0] is not locale:
        code = str(locale)
        if code not in Sentences.by_code:
            Sentences.by_code[code] = Sentences(code)
        bound = g.sentences = (locale, Sentences.by_code[code])
    return bound[1]


def _words(translated: str, *, is_escaping: bool) -> str:
    # The catalogue is our own text; only the values put into it come from people.
    return Markup(translated) if is_escaping else translated  # noqa: S704

"""Which language a page speaks: own choice, person, browser, installation."""

from flask import Flask, current_app, g, has_request_context, request
from flask_babel import Babel, force_locale, get_locale

LOCALES = ("nl", "en")
COOKIE = "language"

__all__ = ["COOKIE", "LOCALES", "chosen_locale", "current_locale", "force_locale", "prepare"]

babel = Babel()


def prepare(app: Flask) -> None:
    """Let Flask-Babel ask this module for the language of each page."""
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Europe/Amsterdam"
    app.config["BABEL_DEFAULT_LOCALE"] = app.config["LCM"].default_locale
    babel.init_app(app, locale_selector=chosen_locale)


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
    return str(get_locale() or current_app.config["LCM"].default_locale)

"""Turns a mail's kind and values into subject, text and HTML in the reader's language."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import mjml
from flask import current_app

from lcm.i18n import force_locale
from lcm.mail.models import OutboxMail

FONTS = "'Atkinson Hyperlegible Next', 'Segoe UI', Helvetica, Arial, sans-serif"
SUBJECT_CHARS = 200


@dataclass(frozen=True)
class Rendered:
    """One mail as it leaves: subject on one line, plain text, HTML with inlined style."""

    subject: str
    text: str
    html: str


def rendered(mail: OutboxMail, values: dict[str, Any]) -> Rendered:
    """Render the templates of ``mail``'s kind with ``values`` in its language.

    The environment is used directly: a mail knows nothing of the page or reader it was made by.
    """
    context = {"mail": mail, "link": link, "fonts": FONTS, "sender": current_app.config["LCM"].name}
    with force_locale(mail.locale):
        subject, text, markup = (
            current_app.jinja_env.get_template(f"mail/{mail.kind}/{part}").render(context, **values)
            for part in ("subject.txt", "body.txt", "body.mjml")
        )
    html = mjml.mjml2html(markup, fonts={}, disable_comments=True)
    return Rendered(" ".join(subject.split())[:SUBJECT_CHARS], text.strip() + "\n", html)


def link(endpoint: str, **values: Any) -> str:
    """Return the absolute address of ``endpoint`` under the configured base URL."""
    origin: str = current_app.config["LCM"].origin()
    adapter = current_app.url_map.bind(urlsplit(origin).netloc)
    return origin + str(adapter.build(endpoint, values))


def escapes(template_name: str | None) -> bool:
    """Say for Jinja whether a template escapes what it shows: all of it but plain text."""
    return template_name is None or not template_name.endswith(".txt")

"""Links that carry a right: HMAC over purpose, id and version; nothing of them is stored."""

import hashlib
import hmac
import re
from base64 import b32encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from flask import current_app
from flask_babel import lazy_gettext as _l

from lcm.errors import DomainError

SIGNATURE_CHARS = 26
OPENING, CLOSING = "\x02", "\x03"

_made: ContextVar[dict[str, str] | None] = ContextVar("made", default=None)


class LinkUnusable(DomainError):
    """Unknown, tampered, expired or revoked: one and the same answer."""

    message = _l("This link does not work any more.")
    status = 404


def token(purpose: str, public_id: str, version: int = 1) -> str:
    """Return ``id.version.signature``: 130 bits of HMAC-SHA256, good for ``purpose`` only."""
    text = f"{public_id}.{version}.{_signature(purpose, public_id, version)}"
    return _noted(text, f"link|{purpose}|{public_id}|{version}")


def opened(purpose: str, text: str) -> tuple[str, int]:
    """Return (public id, version) of a link made by `token`; raises LinkUnusable.

    The caller still compares the version with the row's: raising it there revokes the link.
    """
    public_id, _, rest = text.partition(".")
    version, _, signature = rest.partition(".")
    if not version.isascii() or not version.isdigit() or len(version) > 9:
        raise LinkUnusable
    wanted = _signature(purpose, public_id, int(version))
    if not hmac.compare_digest(wanted.encode(), signature.encode("utf-8", "replace")):
        raise LinkUnusable
    return public_id, int(version)


def _signature(purpose: str, public_id: str, version: int) -> str:
    message = f"{purpose}|{public_id}|{version}".encode("utf-8", "replace")
    digest = hmac.new(current_app.config["LCM_SECRET"], message, hashlib.sha256).digest()
    return b32encode(digest).decode().lower()[:SIGNATURE_CHARS]


def number_code(purpose: str, public_id: str) -> str:
    """Return the six digits that belong to ``public_id``: the second way in beside a link."""
    message = f"{purpose}|{public_id}".encode()
    digest = hmac.new(current_app.config["LCM_SECRET"], message, hashlib.sha256).digest()
    text = f"{int.from_bytes(digest[:8], 'big') % 1_000_000:06d}"
    _noted(f"{text[:3]} {text[3:]}", f"spaced|{purpose}|{public_id}")
    return _noted(text, f"code|{purpose}|{public_id}")


@contextmanager
def recorded() -> Iterator[dict[str, str]]:
    """Within the block, note each token and code made and what it is made of."""
    made: dict[str, str] = {}
    reset = _made.set(made)
    try:
        yield made
    finally:
        _made.reset(reset)


def sealed(text: str, made: Mapping[str, str]) -> str:
    """Return ``text`` with what each token or code of ``made`` is made of in its place.

    The marks around it are control characters, which no text from outside may contain.
    """
    text = text.replace(OPENING, "").replace(CLOSING, "")
    for secret, recipe in made.items():
        whole = rf"(?<![\w#]){re.escape(secret)}(?!\w)"
        text = re.sub(whole, f"{OPENING}{recipe}{CLOSING}", text)
    return text


def unsealed(text: str) -> str:
    """Return a sealed text with its tokens and codes made anew."""
    return re.sub(f"{OPENING}([^{CLOSING}]*){CLOSING}", lambda match: _made_of(match[1]), text)


def _made_of(recipe: str) -> str:
    kind, purpose, public_id, *version = recipe.split("|")
    if kind == "link":
        return token(purpose, public_id, int(version[0]))
    code = number_code(purpose, public_id)
    return f"{code[:3]} {code[3:]}" if kind == "spaced" else code


def _noted(text: str, recipe: str) -> str:
    made = _made.get()
    if made is not None:
        made[text] = recipe
    return text

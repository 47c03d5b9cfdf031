"""Links that carry a right: HMAC over purpose, id and version; nothing of them is stored."""

import hashlib
import hmac
from base64 import b32encode

from flask import current_app
from flask_babel import lazy_gettext as _l

from lcm.errors import DomainError

SIGNATURE_CHARS = 26


class LinkUnusable(DomainError):
    """Unknown, tampered, expired or revoked: one and the same answer."""

    message = _l("This link does not work any more.")
    status = 404


def token(purpose: str, public_id: str, version: int = 1) -> str:
    """Return ``id.version.signature``: 130 bits of HMAC-SHA256, good for ``purpose`` only."""
    return f"{public_id}.{version}.{_signature(purpose, public_id, version)}"


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
    return f"{int.from_bytes(digest[:8], 'big') % 1_000_000:06d}"

"""The device cookie: a signed random key for one meeting's code, which knows no person."""

import hmac
import secrets
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b

DAYS = 60
DAY_SECONDS = 86_400
KEY_BYTES = 16

_FIELDS = struct.Struct(f">{KEY_BYTES}sHB")
_TRY_OUT, _ASKED, _PASS = 1, 2, 4
_SIGNATURE_BYTES = 16
_TEXT_CHARS = 47


@dataclass(frozen=True, slots=True)
class Device:
    """A phone in one meeting; ``domain_id`` None: not stated, ``is_counted`` False: a try-out.

    ``was_asked``: it was asked once for its domain, so it is not asked again. ``is_pass``: its key
    stands for one person, by a slip or a personal link, and not for a browser.
    """

    key: bytes
    domain_id: int | None = None
    is_counted: bool = True
    was_asked: bool = False
    is_pass: bool = False

    def with_domain(self, domain_id: int | None) -> "Device":
        return replace(self, domain_id=domain_id, was_asked=True)


def new_device(*, is_counted: bool = True) -> Device:
    """Return a device nobody has seen: 128 random bits."""
    return Device(secrets.token_bytes(KEY_BYTES), is_counted=is_counted)


def cookie_name(code: str) -> str:
    return f"device-{code}"


def cookie_text(secret: bytes, code: str, device: Device) -> str:
    """Return the cookie of ``device``: 47 characters, good for the meeting of ``code`` only."""
    flags = _TRY_OUT * (not device.is_counted) | _ASKED * device.was_asked
    flags |= _PASS * device.is_pass
    packed = _FIELDS.pack(device.key, device.domain_id or 0, flags)
    signed = packed + _signature(secret, f"device|{code}", packed)
    return urlsafe_b64encode(signed).decode().rstrip("=")


@lru_cache(maxsize=32_768)
def opened(secret: bytes, code: str, text: str) -> Device | None:
    """Return the device of a cookie made by `cookie_text`; None when it is not ours."""
    if len(text) != _TEXT_CHARS:
        return None
    try:
        signed = urlsafe_b64decode(f"{text}=")
    except (NotBase64, ValueError):
        return None
    packed, signature = signed[: _FIELDS.size], signed[_FIELDS.size :]
    if not hmac.compare_digest(signature, _signature(secret, f"device|{code}", packed)):
        return None
    key, domain_id, flags = _FIELDS.unpack(packed)
    return Device(
        key, domain_id or None, not flags & _TRY_OUT, bool(flags & _ASKED), bool(flags & _PASS)
    )


def opened_in(secret: bytes, code: str, cookie_header: str) -> Device | None:
    """Return the device of ``code`` that a Cookie header carries, or None."""
    wanted = f"device-{code}="
    for part in cookie_header.split(";"):
        pair = part.strip()
        if pair.startswith(wanted):
            return opened(secret, code, pair[len(wanted) :].strip('"'))
    return None


def is_known(secret: bytes, cookie_header: str) -> bool:
    """Say whether a Cookie header carries a device of ours, of whichever meeting."""
    pairs = (part.strip().partition("=") for part in cookie_header.split(";"))
    return any(
        opened(secret, name.removeprefix("device-"), text.strip('"'))
        for name, _, text in pairs
        if name.startswith("device-")
    )


def form_token(secret: bytes, device: Device) -> str:
    """Return what a form of this device's page carries, so that no other site can post it."""
    return urlsafe_b64encode(_signature(secret, "form", device.key)).decode().rstrip("=")


def new_poll_secret() -> bytes:
    return secrets.token_bytes(32)


def keyed_device(poll_secret: bytes, key: bytes) -> bytes:
    """Return the 128 bits a ballot is filed under: a keyed hash (RFC 7693) of the device.

    Without the poll's secret, destroyed when the vote is finished, it leads to no device.
    """
    return blake2b(key, key=poll_secret, digest_size=16).digest()


def _signature(secret: bytes, purpose: str, message: bytes) -> bytes:
    signed = purpose.encode() + b"|" + message
    return hmac.digest(secret, signed, "sha256")[:_SIGNATURE_BYTES]

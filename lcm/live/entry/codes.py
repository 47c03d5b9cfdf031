"""Join codes: six characters that can be read aloud and typed from a screen."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 6

_LONGEST_TYPED = 32
_SPACES_AND_HYPHENS = " \t\r\n\u00a0\u202f-\u2010\u2011\u2012\u2013\u2014"
_DROPPED = str.maketrans("", "", _SPACES_AND_HYPHENS)


def new_code() -> str:
    """Return an unguessable code; its uniqueness is the database's business."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normalised(text: str) -> str | None:
    """Return what a person typed as a code is stored, or None when it cannot be a code.

    Case, spaces and hyphens (also the dashes that phones make of them) do not matter.
    """
    if len(text) > _LONGEST_TYPED:
        return None
    code = text.translate(_DROPPED).upper()
    if len(code) != LENGTH or any(character not in ALPHABET for character in code):
        return None
    return code


def spaced(code: str) -> str:
    """Return ``code`` as it is shown: two halves with a space between, "K7P 4WN"."""
    half = LENGTH // 2
    return f"{code[:half]} {code[half:]}"


def join_address(origin: str) -> str:
    """Return what people type to join, as it is shown: "lcm.example.org/j" without a scheme."""
    return f"{origin}/j".partition("://")[2]

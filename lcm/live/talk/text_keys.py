"""What names a written text, so that a host can hide it or put it with others."""

from hashlib import blake2b

_KEY_BYTES = 10


def answer_key(owner: bytes, text: str) -> str:
    """Return the name of an answer: 20 characters, another one once its text is changed.

    ``owner`` is the key its ballot is filed under; the name leads back to neither that nor any
    other answer of the same ballot (keyed hash, RFC 7693).
    """
    return blake2b(text.encode(), key=owner[:64], digest_size=_KEY_BYTES).hexdigest()


def objection_key(text: str) -> str:
    """Return the name of an objection; equal texts have one name, as they are hidden together."""
    return blake2b(" ".join(text.split()).encode(), digest_size=_KEY_BYTES).hexdigest()

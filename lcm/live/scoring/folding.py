"""When two written words are the same word: case, accents and stray signs do not part them."""

import unicodedata


def folded(text: str) -> str:
    """Return ``text`` without case and accents, inner spaces one, signs around it trimmed.

    NFKD without combining marks, then casefold (Unicode, chapter 3.13), repeated until nothing
    changes, because a folded letter may hold marks again. Folding twice is folding once; a text
    of signs alone gives "".
    """
    before = None
    while text != before:
        before = text
        plain = unicodedata.normalize("NFKD", text.casefold())
        text = tidied("".join(letter for letter in plain if not unicodedata.combining(letter)))
    return text


def tidied(text: str) -> str:
    """Return ``text`` as written, inner spaces one, with no punctuation or space around it."""
    words = " ".join(text.split())
    start, end = 0, len(words)
    while start < end and _is_sign(words[start]):
        start += 1
    while start < end and _is_sign(words[end - 1]):
        end -= 1
    return words[start:end]


def _is_sign(letter: str) -> bool:
    """Say whether it is punctuation, a separator or invisible (categories P, Z and C)."""
    return unicodedata.category(letter)[0] in "PZC"

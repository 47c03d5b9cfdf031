"""What makes two names or addresses the same, and what text from outside may contain."""

import re
import unicodedata
from typing import Final

from email_validator import EmailNotValidError, validate_email

_LINE_BREAK: Final = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES: Final = re.compile(r"\s+")
_MANY_BREAKS: Final = re.compile(r"\n{3,}")
_ACCENT: Final = re.compile("[\u0300-\u036f]+")

# Embeddings, overrides and isolates turn the text after them around; the rest is never visible,
# so that a name of nothing else would look like no name at all.
_UNWANTED: Final = frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u00ad\u200b\u2060\ufeff"
)

# Letters that Unicode does not take apart, and marks that phones put in place of the typed one.
_FOLDED: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
    | dict.fromkeys("\u2018\u2019\u02bc\u0060\u00b4", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)

_TITLES: Final = frozenset(
    {"dr", "drs", "prof", "mr", "ir", "ing", "mw", "mevr", "mevrouw", "dhr", "heer", "mrs", "ms"}
)


def email_key(text: str) -> str:
    """Give the form of an address in which two are the same exactly when they are equal.

    Case, width (NFKC), surrounding spaces and invisible characters do not count; +tags and dots
    do. Applying it twice changes nothing. Says nothing about validity: see ``is_address``.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
    return "".join(char for char in folded if unicodedata.category(char)[0] != "C").strip()


def name_key(text: str) -> str:
    """Give the form of a name in which two are the same exactly when they are equal.

    Case, accents of Latin, Greek and Cyrillic letters, the number of spaces and the shape of
    apostrophes and hyphens do not count. Applying it twice changes nothing.
    """
    plain = _without_accents(clean_text(text, limit=len(text)))
    return " ".join(_without_accents(plain.casefold().translate(_FOLDED)).split())


def is_address(text: str) -> bool:
    """Say whether ``text`` is one mail address that lcm can send to.

    Syntax only (RFC 5321, 5322 and IDNA by email-validator); no name server is asked. Local
    parts outside ASCII are refused, because few mail servers take them (RFC 6531).
    """
    try:
        validate_email(text, check_deliverability=False, allow_smtputf8=False, strict=True)
    except EmailNotValidError:
        return False
    return True


def first_name(text: str) -> str:
    """Give what to call somebody by in a greeting; "" for an empty name.

    That is the first word after titles ("dr."), and the part after the comma of "Jansen, Petra".
    Who gives only initials is called by the whole name.
    """
    name = _SPACES.sub(" ", text).strip()
    family, comma, given = name.partition(",")
    words = (given if comma and given.strip() else family).split()
    while len(words) > 1 and words[0].rstrip(".").lower() in _TITLES:
        words.pop(0)
    if not words:
        return ""
    is_initial = words[0].endswith(".") or len(words[0]) == 1
    return " ".join(words) if is_initial else words[0]


def clean_text(text: str, *, limit: int) -> str:
    """Give ``text`` as one line of at most ``limit`` characters, fit to store, mail and print.

    Control characters, lone surrogates, non-characters, bidirectional overrides and zero-width
    spaces are gone, every run of white space is one space, none at the ends; letters are
    composed (NFC). Applying it twice changes nothing.
    """
    return _one_line(text)[:limit].strip()


def clean_paragraphs(text: str, *, limit: int) -> str:
    r"""Give ``text`` cleaned as ``clean_text`` does, but with its line breaks kept as "\n".

    At most one empty line stands between two others. Applying it twice changes nothing.
    """
    cleaned = "\n".join(_one_line(line) for line in _LINE_BREAK.split(text))
    return _MANY_BREAKS.sub("\n\n", cleaned).strip()[:limit].strip()


def _one_line(text: str) -> str:
    # Tabs and line breaks are control characters too: they become spaces before those go.
    kept = "".join(filter(_is_wanted, _SPACES.sub(" ", text)))
    return " ".join(unicodedata.normalize("NFC", kept).split())


def _is_wanted(char: str) -> bool:
    is_noncharacter = ord(char) & 0xFFFE == 0xFFFE or "\ufdd0" <= char <= "\ufdef"
    return not (char in _UNWANTED or is_noncharacter or unicodedata.category(char) in {"Cc", "Cs"})


def _without_accents(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFKC", _ACCENT.sub("", apart))

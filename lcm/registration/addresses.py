"""Invitees out of pasted text: names and addresses in any mess."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from lcm.people.identity import clean_text, email_key, is_address
from lcm.registration.pasted_names import derived_name, has_letters, named

_UNCLEAR_LIMIT: Final = 200
_LONGEST_WORD: Final = 400

_WORD: Final = re.compile(r'[^\s<>()\[\]{},;:"“”„|\\]+')
_WIDE_GAP: Final = re.compile(r"\s{3,}")
_SCHEME: Final = re.compile(r"mailto:", re.IGNORECASE)
_BEFORE_LOCAL: Final = re.compile(r"^[^\w+]+")
_AFTER_DOMAIN: Final = re.compile(r"[/?].*|\W+$")

# Legal in an address, but in pasted text far more often glued to one ("email=", "Petra/"): better
# shown to a person than mailed to somebody else.
_ODD: Final = frozenset("/=?!#$%^~`*")

_HEADINGS: Final = frozenset(
    {"naam", "name", "voornaam", "tussenvoegsel", "achternaam", "first", "last", "firstname"}
    | {"lastname", "surname", "mail", "e-mail", "email", "e-mailadres", "emailadres", "mailadres"}
    | {"adres", "organisatie", "organisation", "organization", "functie", "rol", "role"}
    | {"telefoon", "phone", "aan", "to", "cc", "bcc"}
)


@dataclass(frozen=True, slots=True)
class Invitee:
    """One person to invite: a name that is never empty and a valid address as ``email_key``."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was understood, in order and without doubles, and the pieces that were not."""

    invitees: tuple[Invitee, ...]
    unclear: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Address:
    address: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Line:
    named: tuple[tuple[str, str], ...]
    unclear: tuple[str, ...]


def pasted(text: str) -> Pasted:
    """Read whom to invite from ``text`` as it comes out of a mail program or a sheet.

    Every valid address yields one invitee, at the place where it first stood, under the first
    name found beside any of its occurrences, or else one made from the address. Lines of text
    without an address, and words that only resemble one, are ``unclear`` (each once, at most 200
    characters); blank lines, rules and column headings are dropped. Names are a best guess; no
    input raises, and the time taken grows linearly with its length.
    """
    lines = [_read(line) for line in text.replace("\0", "").splitlines()]
    return Pasted(
        invitees=_folded(pair for line in lines for pair in line.named),
        unclear=tuple(dict.fromkeys(piece for line in lines for piece in line.unclear)),
    )


def _folded(pairs: Iterable[tuple[str, str]]) -> tuple[Invitee, ...]:
    names: dict[str, str] = {}
    for address, name in pairs:
        names[address] = names.get(address) or name
    return tuple(Invitee(name or derived_name(address), address) for address, name in names.items())


def _read(line: str) -> _Line:
    line = _WIDE_GAP.sub("\t", _SCHEME.sub("", line))
    words = [word for word in _WORD.finditer(line) if "@" in word.group()]
    found = [(word, _address(word.group())) for word in words]
    addresses = [
        _Address(address, *_unquoted(line, word)) for word, address in found if address is not None
    ]
    if not addresses:
        return _Line((), _unclear(line))
    wrong = (word.group() for word, address in found if address is None)
    return _Line(
        tuple(_names(line, addresses)),
        tuple(clean_text(word, limit=_UNCLEAR_LIMIT) for word in wrong),
    )


@lru_cache(maxsize=1024)
def _address(word: str) -> str | None:
    if len(word) > _LONGEST_WORD or word.count("@") != 1:
        return None
    local, _, domain = email_key(word).partition("@")
    local, domain = _BEFORE_LOCAL.sub("", local), _AFTER_DOMAIN.sub("", domain)
    address = f"{local}@{domain}"
    return address if _ODD.isdisjoint(local) and is_address(address) else None


def _unquoted(line: str, word: re.Match[str]) -> tuple[int, int]:
    start, end = word.span()
    if line[start - 1 : start] == '"' == line[end : end + 1]:
        return start - 1, end + 1
    return start, end


def _unclear(line: str) -> tuple[str, ...]:
    words = [word.group().lower() for word in _WORD.finditer(line)]
    is_text = has_letters(line) and not _HEADINGS.issuperset(words)
    shown = clean_text(line, limit=_UNCLEAR_LIMIT) if is_text else ""
    return (shown,) if shown else ()


def _names(line: str, addresses: list[_Address]) -> Iterable[tuple[str, str]]:
    """Yield each address with the name from the text before and after it; "" for none."""
    opening, closing = line[: addresses[0].start], line[addresses[-1].end :]
    names_lead = has_letters(opening) or not has_letters(closing)
    gaps = [
        _shared(line[one.end : other.start], names_lead=names_lead)
        for one, other in pairwise(addresses)
    ]
    befores = [opening, *(right for _, right in gaps)]
    afters = [*(left for left, _ in gaps), closing]
    for found, before, after in zip(addresses, befores, afters, strict=True):
        yield found.address, named(found.address, before, after)


def _shared(gap: str, *, names_lead: bool) -> tuple[str, str]:
    """Split the text between two addresses in what belongs to the first and to the second."""
    left, _, right = gap.partition(";")
    if has_letters(left) and has_letters(right):
        return left, right
    inside, closed, rest = gap.partition(")")
    if closed and inside.lstrip().startswith("("):
        return inside, rest
    is_bracketed = gap.rstrip().endswith(("<", "(", "["))
    return ("", gap) if names_lead or is_bracketed else (gap, "")

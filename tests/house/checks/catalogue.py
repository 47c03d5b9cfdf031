"""The Dutch catalogue: every sentence of the source, translated, with the same fields in it."""

import re
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message

from .reading import alarm

FIELD = re.compile(r"%\((\w+)\)[a-z]")
BARE_FIELD = re.compile(r"(?<!%)%[sdifr](?![a-z])|\{\w*\}")
TAG = re.compile(r"</?[a-z][^>]*>")
COUNTED = {"num", "count", "n"}
UPDATE = "make messages, then write the Dutch"


def catalogue_is_current(path: str, source: Catalog, dutch: Catalog) -> list[str]:
    """Refuse sentences the catalogue lacks, and those the source no longer has."""
    wanted, present = _by_key(source), _by_key(dutch)
    missing = [
        alarm(*_place(message, path), f'"{_title(message)}" is not in the catalogue', UPDATE)
        for key, message in wanted.items()
        if key not in present
    ]
    gone = [
        alarm(path, message.lineno or 0, f'no source says "{_title(message)}"', "make messages")
        for key, message in present.items()
        if key not in wanted
    ]
    return missing + gone


def everything_is_translated(path: str, dutch: Catalog) -> list[str]:
    """Refuse empty and fuzzy translations."""
    return [
        alarm(path, message.lineno or 0, f'"{_title(message)}" {smell}', "write the Dutch")
        for message in _messages(dutch)
        for smell in [_lack(message)]
        if smell
    ]


def _lack(message: Message) -> str:
    if message.fuzzy:
        return "is marked fuzzy"
    forms = _forms(message.string)
    is_whole = len(forms) == len(_forms(message.id)) and all(form.strip() for form in forms)
    return "" if is_whole else "has no Dutch"


def fields_are_kept(path: str, dutch: Catalog) -> list[str]:
    """Ask the same %(name)s and tags on both sides; a singular may leave the number out."""
    return [
        alarm(path, message.lineno or 0, f'"{_title(message)}": {smell}', "copy them as they are")
        for message in _messages(dutch)
        if not _lack(message)
        for smell in _differences(message)
    ]


def _differences(message: Message) -> Iterator[str]:
    sources, targets = _forms(message.id), _forms(message.string)
    allowed = {name for source in sources for name in FIELD.findall(source)}
    optional = COUNTED if len(sources) > 1 else set()
    for source, target in zip(sources, targets, strict=True):
        wanted, given = set(FIELD.findall(source)), set(FIELD.findall(target))
        for name in sorted((wanted - given - optional) | (given - allowed)):
            yield f"%({name})s stands on one side only"
        if sorted(TAG.findall(source)) != sorted(TAG.findall(target)):
            yield "the tags differ"


def fields_have_names(path: str, source: Catalog) -> list[str]:
    """Refuse %s and {} in sentences: a translator must see what comes there."""
    return [
        alarm(*_place(message, path), f'"{_title(message)}" has a field without a name', "%(name)s")
        for message in _messages(source)
        if any(BARE_FIELD.search(form) for form in _forms(message.id))
    ]


def sentences_are_trimmed(path: str, source: Catalog) -> list[str]:
    """Refuse spaces and line ends around or inside a sentence that come from its indentation."""
    return [
        alarm(*_place(message, path), f'"{_title(message)}" holds indentation', "trans trimmed")
        for message in _messages(source)
        if any(form != form.strip() or "\n " in form for form in _forms(message.id))
    ]


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _by_key(catalogue: Catalog) -> dict[tuple[object, ...], Message]:
    return {(message.context, *_forms(message.id)): message for message in _messages(catalogue)}


def _forms(text: object) -> list[str]:
    return [str(form) for form in text] if isinstance(text, list | tuple) else [str(text or "")]


def _title(message: Message) -> str:
    return _forms(message.id)[0][:60]


def _place(message: Message, path: str) -> tuple[str, int]:
    return message.locations[0] if message.locations else (path, 0)

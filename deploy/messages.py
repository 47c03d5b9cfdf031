"""Update the Dutch catalogue from the sources, and fill it from lists of translations.

Usage: python deploy/messages.py [--merge FILE.json ...]. `make messages` runs it.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
MAPPING = Path("lcm/translations/babel.cfg")
DUTCH = Path("lcm/translations/nl/LC_MESSAGES/messages.po")
SOURCES = ("lcm", "templates")
WIDTH = 100
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    **parse_keywords(["_l", "lazy_gettext", "lazy_ngettext:1,2", "lazy_pgettext:1c,2"]),
}
HEADER = """\
msgid ""
msgstr ""
"Language: nl\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
Translations = dict[str, str | list[str]]


def main(arguments: list[str]) -> int:
    """Write the catalogue and report on it; 0 also when sentences are left without Dutch."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--merge", nargs="+", type=Path, default=[], metavar="FILE.json")
    options = parser.parse_args(arguments)
    catalogue = updated(ROOT)
    notes = list(merge(catalogue, options.merge))
    write(catalogue, ROOT / DUTCH)
    waiting = untranslated(catalogue)
    report(notes, waiting, len(catalogue))
    return 0


def updated(root: Path) -> Catalog:
    """Return what the sources say now, with the Dutch the catalogue has for it."""
    known = read(root / DUTCH)
    fresh = Catalog(locale="nl", fuzzy=False)
    for message in extracted(root):
        if not message.id:
            continue
        old = known.get(message.id, message.context)
        is_same = old is not None and old.pluralizable == message.pluralizable
        dutch = old.string if old is not None and is_same else None
        fresh.add(message.id, dutch, locations=message.locations, context=message.context)
    return fresh


def extracted(root: Path) -> Catalog:
    """Return the sentences of all sources under ``root`` that the mapping names."""
    with (root / MAPPING).open() as mapping:
        methods, settings = parse_mapping_cfg(mapping, str(MAPPING))
    found = Catalog(fuzzy=False)
    for place, line, text, _notes, context in extract_from_dir(
        root,
        methods,
        settings,
        keywords=KEYWORDS,
        directory_filter=lambda folder: Path(folder).relative_to(root).parts[0] in SOURCES,
    ):
        found.add(text, locations=[(place, line)], context=context)
    return found


def read(path: Path) -> Catalog:
    """Return the catalogue of a file; an absent file is an empty catalogue."""
    if not path.exists():
        return Catalog(locale="nl", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale="nl", ignore_obsolete=True, abort_invalid=True)


def write(catalogue: Catalog, path: Path) -> None:
    """Write the catalogue so that only changed sentences show in a diff."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(HEADER.encode())
        write_po(
            file, catalogue, width=WIDTH, omit_header=True, sort_output=True, include_lineno=False
        )


def merge(catalogue: Catalog, lists: list[Path]) -> Iterator[str]:
    """Put the Dutch of the lists into the catalogue; yield a note for all that needs a look.

    A list is {"English": "Nederlands", "singular||plural": ["enkelvoud", "meervoud"]}. What a
    list says replaces what the catalogue said; where lists differ, the last one stands.
    """
    messages = {key_of(message): message for message in catalogue if message.id}
    chosen: dict[str, str] = {}
    for path in lists:
        translations: Translations = json.loads(path.read_text(encoding="utf-8"))
        for key, dutch in translations.items():
            message = messages.get(key)
            if message is None:
                yield f"{path.name}: no source says {key!r}"
                continue
            string = tuple(dutch) if isinstance(dutch, list) else dutch
            if message.pluralizable == isinstance(string, str):
                yield f"{path.name}: {key!r} is counted on one side only"
                continue
            if message.string != string and is_translated(message):
                yield f"{path.name}: {key!r} was {message.string!r} ({chosen.get(key, 'before')})"
            message.string = string
            chosen[key] = path.name


def key_of(message: Message) -> str:
    """Return the name a message has in a list of translations."""
    return message.id if isinstance(message.id, str) else "||".join(message.id)


def untranslated(catalogue: Catalog) -> list[Message]:
    """Return the messages of which a form has no Dutch, in the order of the file."""
    return sorted((one for one in catalogue if one.id and not is_translated(one)), key=key_of)


def is_translated(message: Message) -> bool:
    """Say whether every form of ``message`` has its Dutch."""
    forms = message.string if isinstance(message.string, list | tuple) else [message.string]
    return len(forms) == (2 if message.pluralizable else 1) and all(forms)


def report(notes: list[str], waiting: list[Message], count: int) -> None:
    """Print what needs a look and what still waits for its Dutch, as an empty list to fill."""
    out = sys.stdout.write
    for note in notes:
        out(f"{note}\n")
    empty: Translations = {key_of(one): ["", ""] if one.pluralizable else "" for one in waiting}
    if waiting:
        out(json.dumps(empty, ensure_ascii=False, indent=2) + "\n")
    out(f"{count} sentences, {len(waiting)} without Dutch\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

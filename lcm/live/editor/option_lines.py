"""Options as a host types them, one a line, and which of the options before they still are."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Protocol, TypeVar

LABEL_LIMIT: Final = 80
TEXT_LIMIT: Final = 400
# Where two labels share this much they are two wordings of one thing.
ALIKE: Final = 0.75
_LIST_MARK: Final = re.compile(r"^(?:[-*•–]|\d{1,2}[.)]|[A-Za-z][.)])\s+")


@dataclass(frozen=True, slots=True)
class OptionDraft:
    """An option to be: a short label and a sentence that may be empty.

    ``origin`` is the kind and id of what it was taken from, if anything.
    """

    label: str
    text: str
    origin: tuple[str, int] | None = None


class Worded(Protocol):
    """What has a label and a sentence."""

    @property
    def label(self) -> str: ...
    @property
    def text(self) -> str: ...


Known = TypeVar("Known", bound=Worded)


def option_drafts(lines: str) -> list[OptionDraft]:
    """Return the options of ``lines``, each "label: sentence"; bullets and numbers are left out."""
    drafts = []
    for line in lines.splitlines():
        label, _colon, text = _LIST_MARK.sub("", line.strip()).partition(":")
        if label.strip():
            drafts.append(OptionDraft(label.strip(), text.strip()))
    return drafts


def option_line(option: Worded) -> str:
    """Return the line that `option_drafts` reads as ``option``; a colon in its label is a dash."""
    label, text = _without_colon(option.label), " ".join(option.text.split())
    return f"{label}: {text}" if text else label


def shortened(sentence: str) -> OptionDraft:
    """Return ``sentence`` as an option: a longer one gets its first words as label."""
    plain = _without_colon(sentence)
    if len(plain) <= LABEL_LIMIT:
        return OptionDraft(plain, "")
    return OptionDraft(f"{plain[: LABEL_LIMIT - 1].rpartition(' ')[0]}…", plain[:TEXT_LIMIT])


def kept(before: Iterable[Known], drafts: Sequence[Worded]) -> list[Known | None]:
    """Return for each draft the one of ``before`` it is a new text of, each at most once.

    The same label first, then the same sentence, then a label that is much the same or whose
    words are all in the other; None for what is new.
    """
    left = list(before)
    found: list[Known | None] = [None] * len(drafts)
    for is_same in (_same_label, _same_text, _alike):
        for position, draft in enumerate(drafts):
            if found[position] is None:
                match = next((one for one in left if is_same(one, draft)), None)
                if match is not None:
                    found[position] = match
                    left.remove(match)
    return found


def _without_colon(text: str) -> str:
    return " ".join(text.replace(":", " –").split())


def _same_label(one: Worded, other: Worded) -> bool:
    return _without_colon(one.label).casefold() == _without_colon(other.label).casefold()


def _same_text(one: Worded, other: Worded) -> bool:
    return bool(one.text) and one.text == other.text


def _alike(one: Worded, other: Worded) -> bool:
    first, second = one.label.casefold(), other.label.casefold()
    words, others = set(re.findall(r"\w+", first)), set(re.findall(r"\w+", second))
    if words and others and (words <= others or others <= words):
        return True
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= ALIKE

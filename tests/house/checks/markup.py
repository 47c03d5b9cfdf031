"""What templates and scripts may hold: fields by macro, no inline code, whole sentences."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from .reading import Files, alarm, blank, line_of, matches, of_each_file, without_comments

JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
TRANSLATED = re.compile(r"\{%-?\s*trans\b.*?\{%-?\s*endtrans\s*-?%\}", re.DOTALL)
TAG = re.compile(r"<(?P<name>[a-zA-Z][\w-]*)(?P<rest>[^>]*)>", re.DOTALL)
FIELD = re.compile(r"<(input|select|textarea)\b", re.IGNORECASE)
STYLE_OR_HANDLER = re.compile(r"\s(style|on[a-z]+)\s*=", re.IGNORECASE)
HANDLER_IN_JINJA = re.compile(r"\bon(click|change|input|submit|load|key\w+)\s*=", re.IGNORECASE)
SET_INLINE = re.compile(r"setAttribute\(\s*[\"'](style|on[a-z]+)[\"']")
WORD = re.compile(r"[^\W\d_]{2,}")
ATTRIBUTE = re.compile(r"(?<![\w-])[a-z][\w-]*=(\"[^\"]*\"|'[^']*')")
SHOWN_ATTRIBUTES = {"alt", "title", "aria-label", "aria-description", "placeholder", "label"}
UNREAD_TAGS = {"script", "style", "mj-style", "code"}
OWN_WORDS = {"lcm", "nederlands", "english"}
WHOLE_TRANS = re.compile(r"\{%-?\s*trans\b(?P<words>[^%]*)%\}(?P<body>.*?)\{%", re.DOTALL)
TOKEN = re.compile(r"[\w-]+|[^\s\w]")
SHINGLE_TOKENS = 90
PAGES = "templates/*.html"


@of_each_file(PAGES, "lcm/static/js/*.js", but=("templates/macros/*", "*/vendor/*"))
def fields_come_from_macros(path: str, text: str) -> list[str]:
    """Refuse <input>, <select> and <textarea> outside the macros."""
    remedy = "use the field macro: it ties label, hint and error to the field"
    bare = without_comments(path, text)
    return [
        alarm(path, line_of(bare, match.start()), f"{match[0]} outside templates/macros", remedy)
        for match in FIELD.finditer(bare)
    ]


@of_each_file(PAGES)
def no_inline_style_or_script(path: str, text: str) -> list[str]:
    """Refuse what the content security policy blocks in the browser."""
    bare = blank(without_comments(path, text), JINJA)
    found = [
        (tag.start(), smell) for tag in TAG.finditer(bare) for smell in _inline(tag["name"], tag[0])
    ]
    for expression in JINJA.finditer(without_comments(path, text)):
        if HANDLER_IN_JINJA.search(expression[0]):
            found.append((expression.start(), "an event handler attribute"))
    remedy = "a class in static/css, a module in static/js"
    return [alarm(path, line_of(text, position), smell, remedy) for position, smell in found]


def _inline(name: str, tag: str) -> Iterator[str]:
    if name.lower() == "style":
        yield "a style element"
    if name.lower() == "script" and "src" not in tag and "application/json" not in tag:
        yield "an inline script"
    without_values = re.sub(r"=\s*(\"[^\"]*\"|'[^']*')", "= ", tag)
    for match in STYLE_OR_HANDLER.finditer(without_values):
        yield f'a "{match[1]}" attribute'


@of_each_file("lcm/static/js/*.js", but=("*/vendor/*",))
def scripts_set_no_inline_style(path: str, text: str) -> list[str]:
    """Refuse setAttribute("style" | "on…"), which the content security policy blocks."""
    return [
        alarm(path, line_of(text, match.start()), match[0], "set a class, a data attribute, hidden")
        for match in SET_INLINE.finditer(text)
    ]


@of_each_file("templates/*.html", "templates/*.mjml", "templates/mail/*.txt")
def no_plain_words(path: str, text: str) -> list[str]:
    """Refuse words outside _() and {% trans %}: half of the readers cannot read them."""
    reader = _Words()
    bare = blank(blank(without_comments(path, text), TRANSLATED), JINJA)
    if path.endswith(".txt"):
        reader.handle_data(bare)
    else:
        reader.feed(bare)
        reader.close()
    remedy = 'write {{ _("the whole sentence") }} and add its Dutch'
    return [
        alarm(path, line, f'"{words}" is not translated', remedy) for line, words in reader.found
    ]


class _Words(HTMLParser):
    """Collects line and text of everything a person would read or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNREAD_TAGS:
            self._open.append(tag)
        for name, value in attrs:
            if name in SHOWN_ATTRIBUTES:
                self._note(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        if not self._open:
            self._note(blank(data, ATTRIBUTE))

    def _note(self, words: str) -> None:
        plain = [word for word in WORD.findall(words) if word.lower() not in OWN_WORDS]
        if plain:
            before = words[: words.index(plain[0])]
            self.found.append((self.getpos()[0] + before.count("\n"), " ".join(words.split())[:60]))


@of_each_file("templates/*")
def translated_blocks_are_trimmed(path: str, text: str) -> list[str]:
    """Ask {% trans trimmed %} where the sentence spans lines, else the line ends are in it."""
    return [
        alarm(
            path, line_of(text, match.start()), "line ends in a sentence", "{% trans trimmed … %}"
        )
        for match in WHOLE_TRANS.finditer(text)
        if "\n" in match["body"] and "trimmed" not in match["words"].split()
    ]


def templates_do_not_repeat(files: Files) -> list[str]:
    """Refuse the same run of tokens in two pages."""
    seen: dict[tuple[str, ...], tuple[str, int]] = {}
    alarms: dict[tuple[str, str], str] = {}
    for path, text in files.items():
        if not matches(path, PAGES):
            continue
        for line, shingle in _shingles(without_comments(path, text)):
            other, start = seen.setdefault(shingle, (path, line))
            if other != path:
                smell = f"the same lines as {other}:{start}"
                remedy = "one _partial.html or macro for both"
                alarms.setdefault((path, other), alarm(path, line, smell, remedy))
    return list(alarms.values())


def _shingles(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    tokens = [(match.start(), match[0]) for match in TOKEN.finditer(text)]
    words = [word for _start, word in tokens]
    for first in range(len(tokens) - SHINGLE_TOKENS + 1):
        yield line_of(text, tokens[first][0]), tuple(words[first : first + SHINGLE_TOKENS])

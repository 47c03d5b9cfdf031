"""Style sheets: colours in one place, no force, no class without use and no use without class."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .reading import Files, alarm, blank, line_of, matches, of_each_file, strings, without_comments

OWN_STYLES = "lcm/static/css/*.css"
OWN_SCRIPTS = "lcm/static/js/*.js"
PAGES = "templates/*.html"
VENDORED = "*/vendor/*"
TOKENS = "lcm/static/css/tokens.css"
SEGMENT = re.compile(r"(?P<body>[^{};]*)(?P<end>[{};])")
QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|url\([^)]*\)")
COLOUR = re.compile(
    r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(", re.IGNORECASE
)
TAKES_COLOUR = re.compile(
    r"^(--.*|.*color|background.*|border.*|outline.*|fill|stroke|.*shadow|text-decoration.*"
    r"|column-rule.*)$"
)
NAMED = (
    r"black|white|silver|gray|grey|red|maroon|yellow|olive|lime|green|aqua|teal|blue|navy|"
    r"fuchsia|purple|orange|pink|brown|gold|beige|ivory|coral|crimson|cyan|indigo|khaki|"
    r"lavender|magenta|orchid|plum|salmon|sienna|snow|tan|tomato|turquoise|violet|wheat|"
    r"darkred|darkblue|darkgreen|darkgray|darkgrey|dimgray|dimgrey|lightgray|lightgrey|"
    r"lightblue|lightgreen|whitesmoke|steelblue|slategray|rebeccapurple|firebrick|seagreen|"
    r"gainsboro|ghostwhite|aliceblue"
)
NAMED_COLOUR = re.compile(rf"(?<![\w-])({NAMED})(?![\w(-])", re.IGNORECASE)
COLOUR_ATTRIBUTE = re.compile(
    r"\b(?:fill|stroke|stop-color|flood-color|color|bgcolor)=[\"'](?P<value>[^\"'{]*)"
)
COLOUR_IN_SCRIPT = re.compile(
    r"[\"'`](#[0-9a-fA-F]{6}|#[0-9a-fA-F]{8}|(?:rgba?|hsla?|oklch)\([^\"'`]*)[\"'`]"
)
CLASS_IN_SELECTOR = re.compile(r"\.(-?[_a-zA-Z][\w-]*)")
CLASS_ATTRIBUTE = re.compile(r"(?<![\w-])class=(?P<quote>[\"'])")
JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
RUN_TIME_PART = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\$\{.*?\}|\{.*?\}", re.DOTALL)
STRING = re.compile(r"\"([^\"]*)\"|'([^']*)'|`([^`]*)`")
LOOKS_LIKE_CLASS = re.compile(r"^(?=\*?[\w-]{3}|[\w-]+$)[\w*-]+$")
TO_TOKENS = "name it in tokens.css and use var(--name)"
SET_BY_LIBRARIES = ("htmx-*",)
SCRIPT_HOOKS = ("js-*",)


class Declaration(NamedTuple):
    """``name: value`` of a style sheet, and the line it starts on."""

    line: int
    name: str
    value: str


@of_each_file(OWN_STYLES, but=(VENDORED, TOKENS))
def colours_are_tokens(path: str, text: str) -> list[str]:
    """Refuse colours outside tokens.css: a municipality sets its own there."""
    return [
        alarm(path, one.line, f'a colour in "{one.name}: {one.value}"', TO_TOKENS)
        for one in declarations(text)
        if COLOUR.search(one.value)
        or (TAKES_COLOUR.match(one.name) and NAMED_COLOUR.search(one.value))
    ]


@of_each_file(PAGES)
def pages_name_no_colour(path: str, text: str) -> list[str]:
    """Refuse colours in attributes of drawings; mails (.mjml) have no style sheet and may."""
    bare = without_comments(path, text)
    remedy = "use currentColor or a class; colours are in tokens.css"
    return [
        alarm(path, line_of(bare, match.start()), f'the colour "{match["value"]}"', remedy)
        for match in COLOUR_ATTRIBUTE.finditer(bare)
        if COLOUR.search(match["value"]) or NAMED_COLOUR.search(match["value"])
    ]


@of_each_file(OWN_SCRIPTS, but=(VENDORED,))
def scripts_name_no_colour(path: str, text: str) -> list[str]:
    """Refuse colours in scripts."""
    bare = without_comments(path, text)
    return [
        alarm(path, line_of(bare, match.start()), f"the colour {match[1]}", "set a class")
        for match in COLOUR_IN_SCRIPT.finditer(bare)
    ]


@of_each_file(OWN_STYLES, but=(VENDORED,))
def no_important(path: str, text: str) -> list[str]:
    """Refuse force: the layers and the order of files decide."""
    return [
        alarm(path, one.line, f'!important in "{one.name}"', "put the rule in a later layer")
        for one in declarations(text)
        if "!important" in one.value.replace(" ", "").lower()
    ]


def declarations(text: str) -> Iterator[Declaration]:
    """Yield the declarations of a style sheet, nested ones too."""
    for position, body, end in _segments(text):
        name, colon, value = body.partition(":")
        if end != "{" and colon and not body.startswith("@"):
            yield Declaration(line_of(text, position), name.strip(), " ".join(value.split()))


def classes_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield line and name of every class a style sheet selects."""
    for position, body, end in _segments(text):
        if end == "{" and (not body.startswith("@") or body.startswith("@scope")):
            for match in CLASS_IN_SELECTOR.finditer(body):
                yield line_of(text, position + match.start()), match[1]


def _segments(text: str) -> Iterator[tuple[int, str, str]]:
    bare = blank(blank(text, re.compile(r"/\*.*?\*/", re.DOTALL)), QUOTED)
    for match in SEGMENT.finditer(bare):
        body = match["body"]
        lead = len(body) - len(body.lstrip())
        yield match.start() + lead, body.strip(), match["end"]


def classes_are_used(files: Files) -> list[str]:
    """Refuse style for classes that no template, script or module names."""
    used = _Patterns(
        word
        for path, text in files.items()
        if matches(path, "templates/*", OWN_SCRIPTS, "lcm/*.py") and not matches(path, VENDORED)
        for word in _written_words(path, text)
    )
    unused: dict[tuple[str, str], list[int]] = {}
    for path, text in _own_styles(files):
        for line, name in classes_of(text):
            if name not in used and not matches(name, *SET_BY_LIBRARIES):
                unused.setdefault((path, name), []).append(line)
    return [
        alarm(
            path, lines[0], f'no page has class "{name}" ({len(lines)} times here)', "take it out"
        )
        for (path, name), lines in unused.items()
    ]


def classes_have_style(files: Files) -> list[str]:
    """Refuse classes in pages that no style sheet selects and no script looks for."""
    styled = {name for _path, text in _all_styles(files) for _line, name in classes_of(text)}
    for path, text in files.items():
        if matches(path, OWN_SCRIPTS) and not matches(path, VENDORED):
            styled.update(CLASS_IN_SELECTOR.findall(" ".join(_quoted(text))))
    return [
        alarm(path, line, f'class "{token}" has no style', "take it out, or style it")
        for path, text in files.items()
        if matches(path, PAGES)
        for line, token in class_tokens(without_comments(path, text))
        if not matches(token, *SCRIPT_HOOKS) and not any(matches(name, token) for name in styled)
    ]


def class_tokens(text: str) -> Iterator[tuple[int, str]]:
    """Yield line and name of every class in a page; ``*`` stands for what Jinja computes."""
    for start in CLASS_ATTRIBUTE.finditer(text):
        computed = JINJA.sub(lambda match: "*" * len(match[0]), text[start.end() :])
        value = computed[: computed.find(start["quote"])]
        for token in re.sub(r"\*+", "*", value).split():
            if token.strip("*-_"):
                yield line_of(text, start.start()), token


def _own_styles(files: Files) -> list[tuple[str, str]]:
    return [(path, text) for path, text in _all_styles(files) if not matches(path, VENDORED)]


def _all_styles(files: Files) -> list[tuple[str, str]]:
    return [(path, text) for path, text in files.items() if matches(path, "lcm/static/*.css")]


class _Patterns:
    """Words that occur; a word with ``*`` stands for all that fit it."""

    def __init__(self, words: Iterator[str]) -> None:
        every = {word for word in words if LOOKS_LIKE_CLASS.match(word)}
        self._exact = {word for word in every if "*" not in word}
        self._open = tuple(every - self._exact)

    def __contains__(self, name: str) -> bool:
        return name in self._exact or matches(name, *self._open)


def _written_words(path: str, text: str) -> Iterator[str]:
    if path.endswith(".py"):
        quoted = strings(text)
    elif path.endswith(".js"):
        quoted = _quoted(without_comments(path, text))
    else:
        bare = without_comments(path, text)
        inside = [match[0] for match in JINJA.finditer(bare)]
        quoted = [token for _line, token in class_tokens(bare)]
        quoted += [part for expression in inside for part in _quoted(expression)]
    for part in quoted:
        for word in RUN_TIME_PART.sub("*", part).replace(".", " ").split():
            yield f"{word}*" if word.endswith("-") else word


def _quoted(text: str) -> list[str]:
    return ["".join(match.groups(default="")) for match in STRING.finditer(text)]

"""Documents name only what is there: links, paths, make targets and commands."""

import re
from collections.abc import Collection, Iterator, Mapping
from fnmatch import fnmatch
from pathlib import PurePosixPath
from posixpath import normpath

from .reading import alarm, line_of

LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
CODE = re.compile(r"^```\w*\n(?P<block>.*?)^```|(?<!`)`(?P<span>[^`\n]+)`(?!`)", re.DOTALL | re.M)
TARGET = re.compile(r"^([a-z][\w-]*):", re.MULTILINE)
MAKE = re.compile(r"(?<![\w./-])make (?P<name>[a-z][a-z-]*)")
COMMAND = re.compile(r"--app wsgi lcm (?P<words>[a-z].*)|^lcm (?P<short>[a-z].*)")
OUTSIDE = re.compile(r"^(?:[a-z][\w+.-]*:|#|/)")
PATH = re.compile(r"^[\w.*{}-][\w./*{}-]*$")
ENDINGS = (".py", ".md", ".html", ".mjml", ".css", ".js", ".toml", ".sh", ".service", ".conf")

Commands = Mapping[str, Collection[str]]


def code_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield line and text of every code span and of every line of a code block."""
    for match in CODE.finditer(text):
        line = line_of(text, match.start())
        if match["span"] is not None:
            yield line, match["span"]
        else:
            yield from enumerate(match["block"].splitlines(), start=line + 1)


def links_lead_somewhere(path: str, text: str, paths: Collection[str]) -> list[str]:
    """Refuse relative links, pictures too, to what the checkout does not hold."""
    remedy = "mend the link, or add the file"
    return [
        alarm(path, line_of(text, match.start()), f"{match['target']} is not there", remedy)
        for match in LINK.finditer(text)
        if not OUTSIDE.match(match["target"])
        and not _is_there(_from(path, match["target"].partition("#")[0]), paths)
    ]


def paths_exist(path: str, text: str, paths: Collection[str]) -> list[str]:
    """Refuse file names in code spans that no file of the checkout ends with."""
    tops = {one.partition("/")[0] for one in paths if "/" in one}
    return [
        alarm(path, line, f"{words} is not there", "name what is, or what running makes")
        for line, words in code_of(text)
        if _claims_a_file(words, tops) and not _is_part_of(words, paths)
    ]


def targets_exist(path: str, text: str, makefile: str) -> list[str]:
    """Refuse `make` targets that the Makefile does not have."""
    known = set(TARGET.findall(makefile))
    return [
        alarm(path, line, f"make has no target {match['name']}", "name one of the Makefile's")
        for line, words in code_of(text)
        for match in MAKE.finditer(words)
        if match["name"] not in known
    ]


def commands_exist(path: str, text: str, commands: Commands) -> list[str]:
    """Refuse `lcm` commands that are not there; ``commands`` holds those below each."""
    alarms = []
    for line, words in code_of(text):
        match = COMMAND.search(words)
        if match is None:
            continue
        name, *rest = (match["words"] or match["short"]).split()
        below = commands.get(name)
        if below is None or (below and rest and rest[0] not in below):
            alarms.append(alarm(path, line, f"there is no lcm {name} …", "see lcm --help"))
    return alarms


def _claims_a_file(words: str, tops: Collection[str]) -> bool:
    if not PATH.match(words) or words.startswith("."):
        return False
    return words.endswith(ENDINGS) or ("/" in words and words.partition("/")[0] in tops)


def _from(path: str, target: str) -> str:
    return normpath(str(PurePosixPath(path).parent / target))


def _is_there(target: str, paths: Collection[str]) -> bool:
    return target in paths or any(one.startswith(f"{target}/") for one in paths)


def _is_part_of(words: str, paths: Collection[str]) -> bool:
    if words.endswith("/") or "." not in PurePosixPath(words).name:
        return any(f"/{words.rstrip('/')}/" in f"/{one}" for one in paths)
    return any(fnmatch(one, pattern) for pattern in (words, f"*/{words}") for one in paths)

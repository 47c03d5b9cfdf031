"""How the checks read files: parsed Python, comments by language, and the form of an alarm."""

import ast
import io
import re
import tokenize
from collections.abc import Callable, Iterator, Mapping
from fnmatch import fnmatch
from functools import cache, wraps
from pathlib import PurePosixPath
from typing import NamedTuple

Files = Mapping[str, str]
Rule = Callable[[Files], list[str]]
FileCheck = Callable[[str, str], list[str]]
Function = ast.FunctionDef | ast.AsyncFunctionDef

FORWARD_SLASHES = re.compile(
    r"""(?P<comment>/\*.*?\*/|//[^\n]*)"""
    r"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`""",
    re.DOTALL,
)
STARS = re.compile(r"(?P<comment>/\*.*?\*/)", re.DOTALL)
MARKUP = re.compile(r"(?P<comment>\{#.*?#\}|<!--.*?-->)", re.DOTALL)
HASHES = re.compile(r"(?:^|(?<=\s))(?P<comment>#[^\n]*)", re.MULTILINE)
COMMENTS = {
    ".js": FORWARD_SLASHES,
    ".c": FORWARD_SLASHES,
    ".h": FORWARD_SLASHES,
    ".css": STARS,
    ".html": MARKUP,
    ".mjml": MARKUP,
    ".txt": MARKUP,
    ".svg": MARKUP,
    ".toml": HASHES,
    ".yml": HASHES,
    ".yaml": HASHES,
    ".sh": HASHES,
    ".cfg": HASHES,
    "": HASHES,
}
ROUTE_METHODS = {"route", "get", "post", "put", "delete", "patch"}


class Comment(NamedTuple):
    """``is_own_line`` is false for a comment behind code."""

    line: int
    text: str
    is_own_line: bool


def of_each_file(*globs: str, but: tuple[str, ...] = ()) -> Callable[[FileCheck], Rule]:
    """Make a check of one file a rule over all files whose path matches ``globs``."""

    def over(check: FileCheck) -> Rule:
        @wraps(check)
        def rule(files: Files) -> list[str]:
            chosen = [path for path in files if matches(path, *globs) and not matches(path, *but)]
            return [alarm for path in chosen for alarm in check(path, files[path])]

        return rule

    return over


def matches(path: str, *globs: str) -> bool:
    """Say whether ``path`` fits a glob; here ``*`` crosses folders."""
    return any(fnmatch(path, glob) for glob in globs)


def alarm(path: str, line: int, smell: str, remedy: str) -> str:
    """Return the one form of every alarm; line 0 means the file as a whole."""
    return f"{path}:{line}: {smell}. Remedy: {remedy}."


@cache
def parsed(text: str) -> ast.Module:
    """Return the module; one that does not parse counts as empty (its own rule reports it)."""
    try:
        return ast.parse(text)
    except SyntaxError:
        return ast.Module(body=[], type_ignores=[])


@cache
def nodes(text: str) -> tuple[ast.AST, ...]:
    """Return every node of the module, parents first."""
    return tuple(ast.walk(parsed(text)))


def functions(text: str) -> Iterator[Function]:
    """Yield every function and method, nested ones too."""
    return (node for node in nodes(text) if isinstance(node, Function))


def classes(text: str) -> Iterator[ast.ClassDef]:
    """Yield every class, nested ones too."""
    return (node for node in nodes(text) if isinstance(node, ast.ClassDef))


def methods(text: str) -> dict[Function, ast.ClassDef]:
    """Return the class of each function that is written directly in a class."""
    return {
        member: owner
        for owner in classes(text)
        for member in owner.body
        if isinstance(member, Function)
    }


def parameters(function: Function) -> list[ast.arg]:
    """Return the named parameters without self and cls."""
    listed = function.args
    every = [*listed.posonlyargs, *listed.args, *listed.kwonlyargs]
    return [one for one in every if one.arg not in ("self", "cls")]


def after_docstring(node: Function) -> list[ast.stmt]:
    """Return the statements behind the docstring."""
    return node.body[1:] if ast.get_docstring(node) is not None else node.body


def last_name(node: ast.AST) -> str:
    """Return ``c`` of ``a.b.c`` or of ``a.b.c(...)``; an empty string for anything else."""
    if isinstance(node, ast.Call):
        return last_name(node.func)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def is_view(function: Function) -> bool:
    """Say whether a decorator binds the function to an address."""
    return any(
        isinstance(mark, ast.Call)
        and isinstance(mark.func, ast.Attribute)
        and mark.func.attr in ROUTE_METHODS
        and mark.args
        and isinstance(mark.args[0], ast.Constant)
        and str(mark.args[0].value)[:1] in ("", "/")
        for mark in function.decorator_list
    )


def strings(text: str) -> list[str]:
    """Return the literal texts of a Python module; each {value} of an f-string becomes ``*``."""
    found = []
    for node in nodes(text):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.append(node.value)
        if isinstance(node, ast.JoinedStr):
            found.append("".join(literal(part) for part in node.values))
    return found


def literal(part: ast.expr) -> str:
    """Return the text of a piece of an f-string, ``*`` when it is only known at run time."""
    return str(part.value) if isinstance(part, ast.Constant) else "*"


def line_of(text: str, position: int) -> int:
    """Return the line number, from 1, of a position in ``text``."""
    return text.count("\n", 0, position) + 1


def blank(text: str, pattern: re.Pattern[str], group: str | int = 0) -> str:
    """Return ``text`` with the matches replaced by spaces; every line keeps its number."""
    characters = list(text)
    for match in pattern.finditer(text):
        start, end = match.span(group)
        for position in range(start, end):
            if characters[position] != "\n":
                characters[position] = " "
    return "".join(characters)


def without_comments(path: str, text: str) -> str:
    """Return ``text`` with its comments blanked; unknown kinds of file come back as they are."""
    pattern = COMMENTS.get(PurePosixPath(path).suffix)
    return blank(text, pattern, "comment") if pattern else text


@cache
def comments(path: str, text: str) -> tuple[Comment, ...]:
    """Return the comments of ``text`` by the language of ``path``, docstrings not among them."""
    suffix = PurePosixPath(path).suffix
    if suffix == ".py":
        return tuple(_hash_tokens(text))
    pattern = COMMENTS.get(suffix)
    if pattern is None:
        return ()
    return tuple(
        Comment(line_of(text, match.start("comment")), match["comment"], _starts_line(text, match))
        for match in pattern.finditer(text)
        if match["comment"]
    )


def _starts_line(text: str, match: re.Match[str]) -> bool:
    start = match.start("comment")
    return not text[text.rfind("\n", 0, start) + 1 : start].strip()


def _hash_tokens(text: str) -> Iterator[Comment]:
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                is_own_line = not token.line[: token.start[1]].strip()
                yield Comment(token.start[0], token.string, is_own_line)
    except (tokenize.TokenError, IndentationError):
        return


def docstrings(text: str) -> Iterator[tuple[int, str]]:
    """Yield line and text of every docstring."""
    for node in nodes(text):
        if isinstance(node, Function | ast.ClassDef | ast.Module):
            words = ast.get_docstring(node, clean=False)
            if words is not None:
                yield node.body[0].lineno, words

"""Templates and the modules that render them: nothing unused, nothing missing, guessable names."""

import ast
import re
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from .reading import (
    Files,
    Function,
    alarm,
    functions,
    is_view,
    last_name,
    literal,
    matches,
    nodes,
    of_each_file,
    strings,
    without_comments,
)

MAIL_PARTS = ("subject.txt", "body.txt", "body.mjml")
FOLDER = "templates/"
TEMPLATE_ENDS = (".html", ".mjml", ".txt", ".xml", ".svg", ".js", ".webmanifest")
JINJA_LITERAL = re.compile(r"[\"']([\w./-]+\.(?:html|mjml|txt|xml|svg))[\"']")
JOINED_NAME = re.compile(r"\{%-?\s*(?:include|extends|from|import)\s([^%]*~[^%]*)%\}")
PIECE = re.compile(r"[\"']([^\"']*)[\"']|[^~\"']+")
ASSETS = "lcm/static/*"
SERVED_BY_NAME = ("*LICEN[CS]E*", "*/vendor/*", "*.sha256", "*/robots.txt", "*/favicon.*")


def templates_are_rendered(files: Files) -> list[str]:
    """Refuse pages and partials that no module renders and no template includes."""
    named = _template_names(files)
    return [
        alarm(path, 0, "no module renders it, no template includes it", "take it out, or use it")
        for path in files
        if matches(path, "templates/*") and not _mail_kind(path)
        if not any(
            by != path and fnmatchcase(path.removeprefix(FOLDER), name) for name, by in named
        )
    ]


def mails_are_sent(files: Files) -> list[str]:
    """Refuse mail folders whose kind no module of lcm names."""
    words = [word for path in files if matches(path, "lcm/*.py") for word in strings(files[path])]
    kinds = {_mail_kind(path) for path in files} - {""}
    return [
        alarm(f"templates/mail/{kind}", 0, f'nothing enqueues a mail of kind "{kind}"', "send it")
        for kind in sorted(kinds)
        if not any("*" not in word and kind == word for word in words)
    ]


def mails_are_whole(files: Files) -> list[str]:
    """Ask subject.txt, body.txt and body.mjml of every mail."""
    kinds = {_mail_kind(path) for path in files} - {""}
    return [
        alarm(f"templates/mail/{kind}/{part}", 0, "missing", "write it: every mail has all three")
        for kind in sorted(kinds)
        for part in MAIL_PARTS
        if f"templates/mail/{kind}/{part}" not in files
    ]


def _mail_kind(path: str) -> str:
    """Return ``package/kind`` of a file of a mail, an empty text for any other file."""
    parts = PurePosixPath(path).parts
    is_mail = parts[:2] == ("templates", "mail") and len(parts) == 5
    return "/".join(parts[2:4]) if is_mail and not parts[3].startswith("_") else ""


def rendered_templates_exist(files: Files) -> list[str]:
    """Refuse render_template of a file that is not there."""
    return [
        alarm(path, line, f"there is no templates/{name}", "write it, or correct the name")
        for path, text in files.items()
        if matches(path, "lcm/*.py")
        for line, name in rendered(nodes(text))
        if f"{FOLDER}{name}" not in files
    ]


def rendered(within: tuple[ast.AST, ...]) -> list[tuple[int, str]]:
    """Return line and name of the templates rendered by a literal name."""
    return [
        (node.lineno, str(node.args[0].value))
        for node in within
        if isinstance(node, ast.Call)
        and last_name(node.func) in ("render_template", "stream_template")
        and node.args
        and isinstance(node.args[0], ast.Constant)
    ]


def _template_names(files: Files) -> set[tuple[str, str]]:
    """Return (name or pattern, path of the file that names it)."""
    named: set[tuple[str, str]] = set()
    for path, text in files.items():
        if matches(path, "lcm/*.py"):
            found = [word for word in strings(text) if word.endswith(TEMPLATE_ENDS)]
            named.update((word, path) for word in found if word.strip("*./") != "")
        if matches(path, "templates/*"):
            bare = without_comments(path, text)
            named.update((word, path) for word in JINJA_LITERAL.findall(bare))
            named.update((_pattern(join), path) for join in JOINED_NAME.findall(bare))
    return {(name, path) for name, path in named if len(name.replace("*", "")) > len(".html")}


def _pattern(join: str) -> str:
    return "".join(match[1] if match[1] is not None else "*" for match in PIECE.finditer(join))


@of_each_file("lcm/*/views.py", "lcm/*/views/*.py", "lcm/*/*views*.py")
def views_are_named_as_their_pages(path: str, text: str) -> list[str]:
    """Endpoint meetings.show = function show = templates/meetings/show.html.

    A partial (_name), the shared error pages, and the page a form is shown on again are free.
    """
    package = PurePosixPath(path).parts[1]
    return [
        alarm(path, line, f'"{function.name}" renders {name}', _expected(package, function))
        for function in functions(text)
        if is_view(function)
        for line, name in rendered(tuple(ast.walk(function)))
        if not _is_guessable(name, package, function)
    ]


def _expected(package: str, function: Function) -> str:
    return f"render {package}/{function.name}.html, or rename one of them"


def _is_guessable(name: str, package: str, function: Function) -> bool:
    folder, _slash, file = name.rpartition("/")
    if folder == "errors":
        return True
    stem = file.partition(".")[0]
    is_free = stem == function.name or stem.startswith("_") or _takes_a_form(function)
    return folder == package and is_free


def _takes_a_form(function: Function) -> bool:
    marks = [mark for mark in function.decorator_list if isinstance(mark, ast.Call)]
    listed = [
        item.value
        for mark in marks
        for keyword in mark.keywords
        if keyword.arg == "methods"
        for item in ast.walk(keyword.value)
        if isinstance(item, ast.Constant)
    ]
    return "POST" in listed or any(last_name(mark.func) in ("post", "put") for mark in marks)


@of_each_file("lcm/*.py")
def endpoints_are_functions(path: str, text: str) -> list[str]:
    """Refuse endpoint="other": the function's name is the endpoint."""
    return [
        alarm(path, mark.lineno, f'endpoint "{literal(keyword.value)}"', "rename the function")
        for function in functions(text)
        for mark in function.decorator_list
        if is_view(function) and isinstance(mark, ast.Call)
        for keyword in mark.keywords
        if keyword.arg == "endpoint" and isinstance(keyword.value, ast.Constant)
        if keyword.value.value != function.name
    ]


def assets_are_used(files: Files) -> list[str]:
    """Refuse style sheets, scripts, pictures and fonts of ours that nothing names."""
    naming = {
        path: text
        for path, text in files.items()
        if matches(
            path,
            "lcm/*.py",
            "templates/*",
            "lcm/static/*.css",
            "lcm/static/*.js",
            "lcm/static/*.toml",
        )
    }
    return [
        alarm(path, 0, "no page, style or script names this file", "take it out, or use it")
        for path in files
        if matches(path, ASSETS) and not matches(path, *SERVED_BY_NAME)
        if not any(by != path and PurePosixPath(path).name in text for by, text in naming.items())
    ]

"""What people read is in their own language, and the catalogue can hold it."""

import ast
import re
from collections.abc import Iterator

from .reading import Function, alarm, last_name, nodes, of_each_file

TRANSLATORS = {"_", "_l", "gettext", "lazy_gettext", "ngettext", "lazy_ngettext", "pgettext"}
SHOWING = {"flash", "ValidationError", "StopValidation"}
VALIDATORS = {"DataRequired", "InputRequired", "Length", "Email", "NumberRange", "Regexp", "URL"}
SHOWN_KEYWORDS = {"message", "label", "description"}
LOG_LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}
FOR_BUILDERS = {"ValueError", "TypeError", "RuntimeError", "KeyError", "LookupError", "SystemExit"}
FOR_BUILDERS |= {"option", "argument", "echo", "ClickException", "UsageError", "add_argument"}
WORDS = re.compile(r"^[A-Z].*[a-z]|[a-z]\s[a-z]")
SENTENCE = re.compile(r"^[A-Z][a-z’']*,?( [^\s<>{}]+){3,}[.!?]$")
BUILDERS_READ = ("lcm/demo*", "lcm/cli*", "lcm/settings.py", "lcm/db*")
IN_BOTH_LANGUAGES = ("lcm/meetings/programmes.py",)
PROBLEM_DOCUMENTS = ("lcm/live/push/doors.py",)
NOT_FOR_READERS = (*BUILDERS_READ, *IN_BOTH_LANGUAGES, *PROBLEM_DOCUMENTS)


@of_each_file("lcm/*.py")
def translated_texts_are_literal(path: str, text: str) -> list[str]:
    """Refuse _(f"...") and the like: the catalogue can hold literal sentences only."""
    remedy = "write the whole sentence with %(name)s and pass the name as an argument"
    return [
        alarm(path, node.lineno, "a sentence built in the call", remedy)
        for node in nodes(text)
        if isinstance(node, ast.Call) and last_name(node.func) in TRANSLATORS and node.args
        if isinstance(node.args[0], ast.JoinedStr | ast.BinOp | ast.Call)
    ]


@of_each_file("lcm/*.py", but=NOT_FOR_READERS)
def people_read_their_own_language(path: str, text: str) -> list[str]:
    """Refuse plain texts where a person will read them: labels, flashes, refusals, sentences.

    What only builders and programs read may be plain: docstrings, logs, ValueErrors, commands,
    titles of problem documents (RFC 9457), whose ``reason`` a script turns into a sentence.
    """
    spared = {part for node in nodes(text) for part in _spared(node)}
    shown = {part for node in nodes(text) for part in _shown(node)}
    remedy = "wrap it: _l() in a class or on top of a module, _() inside a function"
    return [
        alarm(path, node.lineno, f'"{node.value}" is not translated', remedy)
        for node in nodes(text)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in spared
        if SENTENCE.match(node.value) or (node in shown and WORDS.search(node.value))
    ]


def _spared(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the texts under ``node`` that are translated, or that only builders read."""
    if isinstance(node, ast.Call):
        name = last_name(node.func)
        if name in TRANSLATORS | FOR_BUILDERS or (name in LOG_LEVELS and "." in _dotted(node)):
            yield from ast.walk(node)
    if isinstance(node, ast.Assert) and node.msg is not None:
        yield node.msg
    if isinstance(node, Function | ast.ClassDef | ast.Module) and ast.get_docstring(node):
        yield from ast.walk(node.body[0])
    if isinstance(node, ast.JoinedStr):
        yield from node.values


def _dotted(call: ast.Call) -> str:
    return ast.unparse(call.func)


def _shown(node: ast.AST) -> Iterator[ast.expr]:
    """Yield what ``node`` shows to people: labels of fields, messages of validators, refusals."""
    if isinstance(node, ast.Call):
        name = last_name(node.func)
        is_shown = name != "Field" and (name.endswith("Field") or name in SHOWING)
        if is_shown:
            yield from node.args[:1]
        if is_shown or name in VALIDATORS:
            yield from (one.value for one in node.keywords if one.arg in SHOWN_KEYWORDS)
    if isinstance(node, ast.ClassDef):
        for line in node.body:
            if isinstance(line, ast.Assign) and last_name(line.targets[0]) == "message":
                yield line.value
            if isinstance(line, ast.AnnAssign) and last_name(line.target) == "message":
                yield from [line.value] if line.value else []

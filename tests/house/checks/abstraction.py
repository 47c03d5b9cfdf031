"""Abstraction without use: bases nobody shares, functions that add nothing."""

import ast
import builtins
import re

from .reading import (
    Files,
    Function,
    after_docstring,
    alarm,
    classes,
    functions,
    last_name,
    matches,
    methods,
    of_each_file,
)


def abstract_bases_are_shared(files: Files) -> list[str]:
    """Ask two subclasses of every abstract base in lcm."""
    own = {path: text for path, text in files.items() if matches(path, "lcm/*.py")}
    parents = [
        last_name(base) for text in own.values() for one in classes(text) for base in one.bases
    ]
    remedy = "fold it into its only subclass; extract a base when the second one comes"
    return [
        alarm(
            path,
            one.lineno,
            f'abstract "{one.name}" has {parents.count(one.name)} subclass(es)',
            remedy,
        )
        for path, text in own.items()
        for one in classes(text)
        if is_abstract(one) and parents.count(one.name) < 2
    ]


def is_abstract(one: ast.ClassDef) -> bool:
    """Say whether the class cannot stand by itself."""
    bases = {last_name(base) for base in one.bases}
    bases |= {last_name(keyword.value) for keyword in one.keywords}
    marks = {
        last_name(mark)
        for member in one.body
        if isinstance(member, Function)
        for mark in member.decorator_list
    }
    is_declared = any(
        isinstance(line, ast.Assign) and last_name(line.targets[0]) == "__abstract__"
        for line in one.body
    )
    return bool(bases & {"ABC", "ABCMeta"}) or "abstractmethod" in marks or is_declared


@of_each_file("lcm/*.py", "deploy/*.py", "bench/*.py", but=("*/views.py", "*/views/*"))
def functions_do_more_than_forward(path: str, text: str) -> list[str]:
    """Refuse functions that hand all their arguments on, and nothing else."""
    owners = methods(text)
    return [
        alarm(path, function.lineno, f'"{function.name}" only forwards', "call what it calls")
        for function in functions(text)
        if not _answers_a_framework(function, owners.get(function)) and _only_forwards(function)
    ]


def _answers_a_framework(function: Function, owner: ast.ClassDef | None) -> bool:
    is_override = owner is not None and bool(owner.bases)
    return bool(function.decorator_list) or is_override or function.name.startswith("__")


def _only_forwards(function: Function) -> bool:
    body = after_docstring(function)
    if len(body) != 1 or not isinstance(body[0], ast.Return | ast.Expr):
        return False
    call = body[0].value.value if isinstance(body[0].value, ast.Await) else body[0].value
    if not isinstance(call, ast.Call) or _makes_a_value(call) or not _is_plain(call.func):
        return False
    given = [argument.arg for argument in _all_arguments(function.args)]
    return bool(given) and _names(call) == given


def _makes_a_value(call: ast.Call) -> bool:
    name = last_name(call.func)
    return name[:1].isupper() or hasattr(builtins, name) or not name


def _is_plain(callee: ast.expr) -> bool:
    """Say whether it is ``a.b.c``, but not ``self._kept.append``: that keeps a secret."""
    path = ast.unparse(callee)
    return re.fullmatch(r"[\w.]+", path) is not None and not path.startswith("self._")


def _all_arguments(arguments: ast.arguments) -> list[ast.arg]:
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    stars = [one for one in (arguments.vararg, arguments.kwarg) if one is not None]
    return [one for one in [*named, *stars] if one.arg not in ("self", "cls")]


def _names(call: ast.Call) -> list[str]:
    """Return the names a call passes unchanged; an empty text for any other argument."""
    unpacked = [one.value if isinstance(one, ast.Starred) else one for one in call.args]
    passed = [one.id if isinstance(one, ast.Name) else "" for one in unpacked]
    for keyword in call.keywords:
        name = keyword.value.id if isinstance(keyword.value, ast.Name) else ""
        passed.append(name if keyword.arg in (None, name) else "")
    return passed

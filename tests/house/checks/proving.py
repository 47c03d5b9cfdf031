"""Tests that cannot fail, doubles that hide the real thing, warnings that are silenced."""

import ast
import tomllib

from .reading import Function, alarm, last_name, methods, nodes, of_each_file, parsed

MOCKING_FILES: tuple[str, ...] = ()
MOCK_MODULES = {"mock", "unittest.mock", "pytest_mock", "asynctest", "responses", "requests_mock"}
MOCK_FIXTURES = {"mocker", "class_mocker", "module_mocker", "session_mocker"}
REPLACING = {"setattr", "delattr", "setitem"}
ASSERTING = {"raises", "warns", "fail", "run_state_machine_as_test"}
A_REAL_PART = "use the real part: database, SMTP server, browser; set the clock with lcm.clock"


@of_each_file("tests/*.py", "bench/*.py", but=MOCKING_FILES)
def no_mocks(path: str, text: str) -> list[str]:
    """Refuse mock, patch and monkeypatch.setattr; setenv and chdir change no code and may stay."""
    return [
        alarm(path, line, f"{double} replaces what is tested", A_REAL_PART)
        for node in nodes(text)
        for line, double in _doubles(node)
    ]


def _doubles(node: ast.AST) -> list[tuple[int, str]]:
    if isinstance(node, ast.Import):
        return [(node.lineno, one.name) for one in node.names if one.name in MOCK_MODULES]
    if isinstance(node, ast.ImportFrom):
        names = {f"{node.module}.{one.name}" for one in node.names} | {node.module}
        return [(node.lineno, "mock")] if names & MOCK_MODULES else []
    if isinstance(node, ast.arg) and node.arg in MOCK_FIXTURES:
        return [(node.lineno, node.arg)]
    if isinstance(node, ast.Attribute) and node.attr in REPLACING:
        owner = last_name(node.value)
        return (
            [(node.lineno, f"{owner}.{node.attr}")] if owner in ("monkeypatch", "patcher") else []
        )
    return []


@of_each_file("tests/*.py")
def tests_can_fail(path: str, text: str) -> list[str]:
    """Ask a real assertion of every test: assert, raises, or a call of assert_… or expect…."""
    owners = methods(text)
    top = set(parsed(text).body)
    remedy = "assert the row, the mail or the words a person sees"
    return [
        alarm(path, node.lineno, f'"{node.name}" cannot fail', remedy)
        for node in nodes(text)
        if isinstance(node, Function) and node.name.startswith("test_")
        if node in top or (node in owners and owners[node].name.startswith("Test"))
        if not any(_is_real_assertion(part) for part in ast.walk(node))
    ]


def _is_real_assertion(node: ast.AST) -> bool:
    if isinstance(node, ast.Assert):
        return not _is_always_true(node.test)
    if isinstance(node, ast.Call):
        name = last_name(node.func)
        return name in ASSERTING or name.lstrip("_").startswith(("assert_", "expect"))
    return False


def _is_always_true(test: ast.expr) -> bool:
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        is_same = ast.dump(test.left) == ast.dump(test.comparators[0])
        return is_same and isinstance(test.ops[0], ast.Eq | ast.Is) and not _calls(test)
    return isinstance(test, ast.Constant | ast.Tuple)


def _calls(test: ast.expr) -> bool:
    return any(isinstance(part, ast.Call) for part in ast.walk(test))


@of_each_file("pyproject.toml")
def warnings_are_errors(path: str, text: str) -> list[str]:
    """Ask filterwarnings = ["error", …]; an exception names its message or its module."""
    options = tomllib.loads(text).get("tool", {}).get("pytest", {}).get("ini_options", {})
    filters = options.get("filterwarnings", [])
    remedy = 'keep filterwarnings = ["error"] and cure the warning'
    if filters[:1] != ["error"]:
        return [alarm(path, 0, "warnings are not errors", remedy)]
    loose = [one for one in filters[1:] if not _is_narrow(one)]
    return [alarm(path, 0, f'"{one}" silences everything', remedy) for one in loose]


def _is_narrow(warning_filter: str) -> bool:
    _action, message, _category, module, *_ = [*warning_filter.split(":"), "", "", ""]
    return bool(message.strip() or module.strip())


@of_each_file("tests/*.py", "lcm/*.py", "bench/*.py")
def no_silenced_warnings(path: str, text: str) -> list[str]:
    """Refuse warnings switched off without naming the message or the module."""
    return [
        alarm(path, node.lineno, "every warning is silenced", "cure what warns, or name it")
        for node in nodes(text)
        if isinstance(node, ast.Call) and node.args
        if last_name(node.func) in ("simplefilter", "filterwarnings")
        if isinstance(node.args[0], ast.Constant) and str(node.args[0].value).startswith("ignore")
        if not _is_narrow(str(node.args[0].value))
        if not {one.arg for one in node.keywords} & {"message", "module"}
    ]

"""Examples for the rules on comments, docstrings and tests."""

from ..checks import prose, proving
from . import Example, one

NARRATING = "# increase the ballot count\nballot_count = increase(ballot_count)\n"
WHY = "# Phones behind one hospital share an address.\nlimit = 300\n"
STRICT = '[tool.pytest.ini_options]\nfilterwarnings = ["error"]\n'

ALARMS = [
    one(prose.modules_say_what_they_are_for, "lcm/db.py", "import os\n"),
    one(prose.modules_say_what_they_are_for, "tests/live/test_show.py", "import os\n"),
    one(
        prose.operations_and_queries_have_contracts,
        "lcm/live/operations.py",
        "\ndef cast(poll): ...",
        2,
    ),
    one(
        prose.views_speak_in_one_line,
        "lcm/live/views.py",
        '@bp.post("/x")\ndef cast():\n    """Cast.\n\n    And more."""\n',
        2,
    ),
    one(prose.nothing_is_unfinished, "lcm/db.py", "a = 1\n# TO" + "DO: more\n", 2),
    one(
        prose.nothing_is_unfinished, "lcm/db.py", '"""Waits for\n\nnow: good enough for now."""', 3
    ),
    one(prose.nothing_is_unfinished, "lcm/static/js/x.js", "f(); // in a real app we check"),
    one(prose.nothing_is_unfinished, "templates/a/b.html", "<p>\n{# FIX" + "ME #}", 2),
    one(prose.nothing_is_unfinished, "templates/a/b.html", "<p>Lorem ipsum dolor</p>"),
    one(prose.nothing_is_unfinished, "lcm/static/css/a.css", "/* a placeholder colour */"),
    one(prose.no_banners, "lcm/db.py", "a = 1\n# ------- writes -------\n", 2),
    one(prose.no_banners, "lcm/static/css/a.css", "/* ===== cards ===== */"),
    one(prose.comments_do_not_narrate, "lcm/db.py", NARRATING),
    one(prose.comments_do_not_narrate, "lcm/static/js/x.js", "// open the vote\nvote.open();\n"),
    one(prose.comments_do_not_narrate, "lcm/db.py", "count(votes)  # count the votes\nf()\n"),
    one(proving.no_mocks, "tests/test_app.py", "from unittest.mock import patch"),
    one(proving.no_mocks, "tests/test_app.py", "\nfrom unittest import mock", 2),
    one(proving.no_mocks, "tests/test_app.py", "def test_x(mocker): ..."),
    one(proving.no_mocks, "tests/test_app.py", 'monkeypatch.setattr(smtp, "send", None)'),
    one(proving.tests_can_fail, "tests/test_app.py", "\ndef test_x(client): client.get('/')", 2),
    one(proving.tests_can_fail, "tests/test_app.py", "def test_x():\n    assert True"),
    one(proving.tests_can_fail, "tests/test_app.py", "def test_x():\n    assert x.y == x.y"),
    one(
        proving.tests_can_fail,
        "tests/test_app.py",
        "class TestX:\n    async def test_x(self): await f()",
        2,
    ),
    one(proving.warnings_are_errors, "pyproject.toml", "[tool.ruff]\n", 0),
    one(proving.warnings_are_errors, "pyproject.toml", STRICT.replace("error", "default"), 0),
    one(
        proving.warnings_are_errors,
        "pyproject.toml",
        STRICT.replace('"error"', '"error", "ignore::DeprecationWarning"'),
        0,
    ),
    one(proving.no_silenced_warnings, "tests/test_app.py", 'warnings.simplefilter("ignore")'),
    one(proving.no_silenced_warnings, "tests/test_app.py", 'pytest.mark.filterwarnings("ignore")'),
]

SILENT = [
    one(prose.modules_say_what_they_are_for, "lcm/db.py", '"""The database."""\nimport os\n'),
    one(prose.modules_say_what_they_are_for, "lcm/live/__init__.py", ""),
    one(
        prose.operations_and_queries_have_contracts,
        "lcm/live/queries.py",
        'def _rows(): ...\ndef ranking():\n    """Return places."""\n',
    ),
    one(
        prose.views_speak_in_one_line,
        "lcm/live/views.py",
        '@bp.post("/x")\ndef cast():\n    """Cast."""\n\ndef a():\n    """A.\n\n    B."""\n',
    ),
    one(prose.nothing_is_unfinished, "lcm/db.py", "a = 'TO" + "DO'\n# Wait for now() to pass.\n"),
    one(prose.nothing_is_unfinished, "lcm/static/css/a.css", "/* ::placeholder is faint */"),
    one(prose.nothing_is_unfinished, "templates/a/b.html", '<input placeholder="{{ x }}">'),
    one(prose.nothing_is_unfinished, "docs/architecture.md", "No TO" + "DO, no lorem ipsum."),
    one(prose.no_banners, "lcm/db.py", "a = '------'\n#!/bin/sh ---\n# a -- b\n"),
    one(prose.comments_do_not_narrate, "lcm/db.py", WHY),
    one(prose.comments_do_not_narrate, "lcm/db.py", "limit = 300  # noqa: limit\n"),
    Example(
        prose.comments_do_not_narrate,
        {"lcm/db.py": NARRATING, "lcm/app.py": f"{WHY}\n" * 19},
    ),
    one(
        proving.no_mocks,
        "tests/test_app.py",
        'client.patch("/x")\nmonkeypatch.setenv("A", "b")\nsetattr(a, b, c)\n',
    ),
    one(
        proving.tests_can_fail,
        "tests/test_app.py",
        "def test_a():\n    assert x == 1\n"
        "def test_b():\n    with pytest.raises(Full): f()\n"
        "def test_c():\n    expect(page).to_have_title('x')\n"
        "def test_d():\n    assert_seats(3)\n"
        "def test_e():\n    assert f() == f()\n"
        "def helper():\n    def test_f(): ...\n",
    ),
    one(proving.warnings_are_errors, "pyproject.toml", STRICT),
    one(
        proving.warnings_are_errors,
        "pyproject.toml",
        STRICT.replace('"error"', '"error", "ignore:x is old:DeprecationWarning:lib.old"'),
    ),
    one(
        proving.no_silenced_warnings,
        "tests/test_app.py",
        'warnings.simplefilter("error")\nwarnings.filterwarnings("ignore", message="x is old")\n',
    ),
]

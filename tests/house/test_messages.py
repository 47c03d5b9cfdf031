"""deploy/messages.py keeps the Dutch catalogue in step with the sources, quietly."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from . import tree

DUTCH = "lcm/translations/nl/LC_MESSAGES/messages.po"
PAGE = """{% extends "base.html" %}
{{ _('Open the vote') }}
{% trans trimmed count=seats %}
  One seat left
{% pluralize %}
  %(count)s seats left
{% endtrans %}
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A small tree with sentences in a module, a page and a mail."""
    texts = {
        "lcm/rooms.py": 'MESSAGE = _l("The rooms are closed.")\n',
        "templates/live/host.html": PAGE,
        "templates/mail/live/closed/body.mjml": "<mj-text>{{ _('Thank you') }}</mj-text>",
        "lcm/static/js/vendor/x.py": "",
        "bench/load.py": '_("never shown")\n',
        "lcm/translations/babel.cfg": (tree.ROOT / "lcm/translations/babel.cfg").read_text(),
        "deploy/messages.py": (tree.ROOT / "deploy/messages.py").read_text(),
    }
    for name, text in texts.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def run(checkout: Path, *arguments: str) -> str:
    """Run the script of ``checkout`` with warnings as errors and return what it prints."""
    return subprocess.run(
        [sys.executable, "-W", "error", checkout / "deploy/messages.py", *arguments],
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_the_script_finds_every_sentence_and_lists_what_lacks_dutch(checkout: Path) -> None:
    printed = run(checkout)

    written = (checkout / DUTCH).read_text()
    assert 'msgid "Open the vote"' in written
    assert 'msgid_plural "%(count)s seats left"' in written
    assert 'msgid "The rooms are closed."' in written
    assert "never shown" not in written
    assert '"One seat left||%(count)s seats left": [' in printed
    assert printed.endswith("4 sentences, 4 without Dutch\n")


def test_lists_fill_the_catalogue_and_a_second_run_changes_nothing(checkout: Path) -> None:
    dutch = {
        "Open the vote": "Open de stemming",
        "One seat left||%(count)s seats left": ["Nog één plek", "Nog %(count)s plekken"],
        "Thank you": "Dank je wel",
        "The rooms are closed.": "De deelgroepen zijn gesloten.",
    }
    filled = checkout / "live.json"
    filled.write_text(json.dumps(dutch))
    printed = run(checkout, "--merge", str(filled))
    first = (checkout / DUTCH).read_bytes()

    again = run(checkout)

    assert printed == again == "4 sentences, 0 without Dutch\n"
    assert (checkout / DUTCH).read_bytes() == first
    assert b"fuzzy" not in first
    assert b"Date" not in first
    assert b".html:" not in first


def test_the_script_tells_what_a_list_says_in_vain_or_otherwise(checkout: Path) -> None:
    early, late = checkout / "early.json", checkout / "late.json"
    early.write_text(json.dumps({"Thank you": "Dank je", "Gone": "Weg"}))
    late.write_text(json.dumps({"Thank you": "Dank je wel", "Open the vote": ["a", "b"]}))

    printed = run(checkout, "--merge", str(early), str(late))

    assert "early.json: no source says 'Gone'" in printed
    assert "late.json: 'Thank you' was 'Dank je' (early.json)" in printed
    assert "late.json: 'Open the vote' is counted on one side only" in printed
    assert 'msgstr "Dank je wel"' in (checkout / DUTCH).read_text()


def test_a_sentence_that_left_the_source_leaves_the_catalogue(checkout: Path) -> None:
    run(checkout)
    (checkout / "lcm/rooms.py").write_text("")

    run(checkout)

    assert "The rooms are closed." not in (checkout / DUTCH).read_text()


def test_the_catalogue_compiles_without_a_warning(checkout: Path) -> None:
    run(checkout)
    pybabel = Path(sys.executable).with_name("pybabel")

    compiled = subprocess.run(
        [sys.executable, "-W", "error", pybabel, "compile", "-d", "lcm/translations"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=True,
    )

    assert "warning" not in compiled.stderr.lower()
    assert (checkout / DUTCH).with_suffix(".mo").stat().st_size > 0

"""The Dutch catalogue says everything the sources say, with the same fields."""

from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog

from . import tree
from .alarms import expect_none
from .checks import catalogue

Words = str | tuple[str, ...]

DUTCH = "lcm/translations/nl/LC_MESSAGES/messages.po"


def script() -> ModuleType:
    """Return deploy/messages.py, which is no part of a package."""
    spec = spec_from_file_location("messages", tree.ROOT / "deploy/messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


messages = script()


@pytest.fixture(scope="module")
def source() -> Catalog:
    found: Catalog = messages.extracted(tree.ROOT)
    return found


@pytest.fixture(scope="module")
def dutch() -> Catalog:
    known: Catalog = messages.read(tree.ROOT / DUTCH)
    return known


def test_the_catalogue_is_up_to_date(source: Catalog, dutch: Catalog) -> None:
    expect_none(catalogue.catalogue_is_current(DUTCH, source, dutch))


def test_every_sentence_has_its_dutch(dutch: Catalog) -> None:
    expect_none(catalogue.everything_is_translated(DUTCH, dutch))


def test_the_dutch_keeps_the_fields_and_tags(dutch: Catalog) -> None:
    expect_none(catalogue.fields_are_kept(DUTCH, dutch))


def test_fields_in_sentences_have_names(source: Catalog) -> None:
    expect_none(catalogue.fields_have_names(DUTCH, source))


def test_sentences_hold_no_indentation(source: Catalog) -> None:
    expect_none(catalogue.sentences_are_trimmed(DUTCH, source))


def listing(*entries: tuple[Words, Words]) -> Catalog:
    """Return a catalogue of (English, Dutch)."""
    made = Catalog(locale="nl", fuzzy=False)
    for number, (english, translated) in enumerate(entries, start=1):
        made.add(english, translated, locations=[("lcm/rooms.py", number)])
    return made


def test_a_sentence_the_catalogue_lacks_is_seen() -> None:
    alarms = catalogue.catalogue_is_current(
        DUTCH, listing(("Open the vote", "")), listing(("Close the vote", "Sluit de stemming"))
    )

    assert len(alarms) == 2
    assert alarms[0].startswith('lcm/rooms.py:1: "Open the vote" is not in the catalogue')
    assert 'no source says "Close the vote"' in alarms[1]


def test_a_sentence_that_became_counted_is_seen() -> None:
    counted = listing((("%(num)s seat", "%(num)s seats"), ("", "")))

    alarms = catalogue.catalogue_is_current(DUTCH, counted, listing(("%(num)s seat", "plek")))

    assert len(alarms) == 2


@pytest.mark.parametrize(
    ("english", "translated"),
    [
        ("Open the vote", ""),
        ("Open the vote", "  "),
        (("%(num)s seat", "%(num)s seats"), ("%(num)s plek", "")),
    ],
)
def test_an_empty_translation_is_seen(english: Words, translated: Words) -> None:
    assert catalogue.everything_is_translated(DUTCH, listing((english, translated)))


def test_a_fuzzy_translation_is_seen() -> None:
    guessed = listing(("Open the vote", "Sluit de stemming"))
    guessed["Open the vote"].flags.add("fuzzy")

    assert catalogue.everything_is_translated(DUTCH, guessed)


@pytest.mark.parametrize(
    ("english", "translated"),
    [
        ("Hello %(name)s", "Hallo %(naam)s"),
        ("Hello %(name)s", "Hallo"),
        ("Hello", "Hallo %(name)s"),
        ("<strong>%(num)s</strong> left", "nog %(num)s"),
        (("%(num)s of %(all)s", "%(num)s of %(all)s"), ("een", "%(num)s van %(all)s")),
    ],
)
def test_a_field_on_one_side_is_seen(english: Words, translated: Words) -> None:
    assert catalogue.fields_are_kept(DUTCH, listing((english, translated)))


def test_a_singular_may_leave_the_number_out() -> None:
    counted = (("%(num)s seat left", "%(num)s seats left"), ("nog één plek", "nog %(num)s plekken"))

    assert not catalogue.fields_are_kept(DUTCH, listing(counted))
    assert not catalogue.everything_is_translated(DUTCH, listing(counted))


@pytest.mark.parametrize("english", ["%s seats", "Hello {name}", "%d of %d"])
def test_a_field_without_a_name_is_seen(english: str) -> None:
    assert catalogue.fields_have_names(DUTCH, listing((english, "")))


@pytest.mark.parametrize("english", ["50 %% of all", "100% sure", "Hello %(name)s", "5 % off"])
def test_a_percent_sign_is_no_field(english: str) -> None:
    assert not catalogue.fields_have_names(DUTCH, listing((english, "")))


def test_indentation_in_a_sentence_is_seen() -> None:
    assert catalogue.sentences_are_trimmed(DUTCH, listing(("\n    Hello\n    there\n  ", "")))
    assert not catalogue.sentences_are_trimmed(DUTCH, listing(("Hello there", "")))

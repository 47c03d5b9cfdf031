"""Options typed as lines, and which of the earlier ones they still are."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcm.live.editor.option_lines import (
    LABEL_LIMIT,
    OptionDraft,
    kept,
    option_drafts,
    option_line,
    shortened,
)

WORDS = st.text("abcdeé xyz'&", min_size=1, max_size=60).map(str.split).map(" ".join)
LABELS = WORDS.filter(lambda text: text and not text.startswith("'"))
DRAFTS = st.builds(OptionDraft, LABELS.filter(lambda text: len(text.split()[0]) > 1), WORDS)


@given(st.lists(DRAFTS, max_size=12))
def test_what_is_written_down_is_read_back(drafts):
    lines = "\n".join(option_line(draft) for draft in drafts)

    assert option_drafts(lines) == drafts


@pytest.mark.parametrize(
    ("line", "draft"),
    [
        ("Korte lijntjes: sneller bellen", OptionDraft("Korte lijntjes", "sneller bellen")),
        ("  - Hulp op maat ", OptionDraft("Hulp op maat", "")),
        ("3. Taal: tolk om 9:00 uur", OptionDraft("Taal", "tolk om 9:00 uur")),
        ("B) Vervoer", OptionDraft("Vervoer", "")),
        ("100 punten", OptionDraft("100 punten", "")),
    ],
)
def test_a_pasted_line_loses_its_bullet_or_number(line, draft):
    assert option_drafts(f"\n{line}\n : \n") == [draft]


def test_a_colon_in_a_label_does_not_cut_it():
    aim = SimpleNamespace(label="Taal: begrijpen", text="Iedereen begrijpt elkaar")

    (read,) = option_drafts(option_line(aim))

    assert read == OptionDraft("Taal – begrijpen", "Iedereen begrijpt elkaar")
    assert kept([aim], [read]) == [aim]


@given(st.text(min_size=1, max_size=400).filter(str.strip))
def test_a_long_sentence_gets_a_short_label(sentence):
    draft = shortened(sentence)

    assert 0 < len(draft.label) <= LABEL_LIMIT
    assert len(draft.text) <= 400


def test_a_reworded_option_is_still_the_same_and_a_new_one_is_not():
    before = [OptionDraft("Hulp bij schulden", ""), OptionDraft("Vervoer naar de kliniek", "Bus")]
    drafts = [
        OptionDraft("Vervoer", ""),
        OptionDraft("Hulp bij taal", ""),
        OptionDraft("Hulp bij schuld", ""),
    ]

    assert kept(before, drafts) == [before[1], None, before[0]]


@given(st.lists(DRAFTS, max_size=8), st.lists(DRAFTS, max_size=8))
def test_no_option_becomes_two(before, drafts):
    found = [id(one) for one in kept(before, drafts) if one is not None]

    assert len(found) == len(set(found))
    assert set(found) <= set(map(id, before))

"""How alike short answers in Dutch or English are, by the letters of their words."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import snowballstemmer

from lcm.live.scoring.folding import folded

Vector = dict[str, float]

_NGRAM_LENGTHS: Final = range(3, 6)
_WORD: Final = re.compile(r"\w+")
_LANGUAGES: Final = ("dutch", "english")
_FUNCTION_WORDS: Final = frozenset(
    _WORD.findall(
        """
        aan al alle als bij bijvoorbeeld daar dan dat de deze die dit doen door dus een elkaar en er
        ergens gaan genoeg gewoon had hebben heb heeft hem het hier hoe hun iets ik in is je jullie
        kan kunnen maar me meer met mij mijn minder moet moeten na naar niet nog nu of om omdat
        onder ons onze ook op over te teveel tot tussen u uit uw van veel voor vooral waar wat we
        weer weinig wel wie wij wordt worden zelf zich zij zijn ze zo zou zonder zullen

        a about after all also an and any are as at be because been but by can do does each enough
        few for from get has have he her him his how i if into it its just less like little more
        most much my need needs no nor not of on or other our out s she should so some such t than
        that the their them then there these they this those to too us very was we were what when
        where which who will with without would you your
        """
    )
)


def stems(text: str) -> tuple[str, ...]:
    """Return the stems of what ``text`` is about, in its order.

    A room mixes languages, and "zorg" alone tells none, so each word is stemmed as Dutch and as
    English (Snowball) and the shorter stem is kept. Function words are left out, unless there
    is nothing else.
    """
    words = _WORD.findall(folded(text))
    telling = [word for word in words if word not in _FUNCTION_WORDS]
    return tuple(_stem(word) for word in telling or words)


def vectors(texts: Sequence[Sequence[str]]) -> list[Vector]:
    """Return for each text, given as stems, its n-grams weighed by TF-IDF, of length 1.

    N-grams are the 3 to 5 letters in a row within a stem, its ends marked, so that words with
    a part in common ("schuld", "schuldhulp") are alike. Weight = (1 + ln tf) * (ln((1 + N) / (1 +
    df)) + 1) (Manning, Raghavan and Schütze 2008, chapter 6; smoothed as if one more text held
    every n-gram). A text without stems gives an empty vector.
    """
    counts = [Counter(gram for stem in text for gram in _ngrams(stem)) for text in texts]
    document_counts = Counter(gram for count in counts for gram in count)
    return [
        _of_length_one(
            {
                gram: (1 + math.log(times))
                * (math.log((1 + len(texts)) / (1 + document_counts[gram])) + 1)
                for gram, times in count.items()
            }
        )
        for count in counts
    ]


def similarities(texts: Sequence[Vector]) -> dict[tuple[int, int], float]:
    """Return the cosine of each pair (i, j), i < j, that shares an n-gram; all others are 0."""
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    cosines: dict[tuple[int, int], float] = {}
    for position, vector in enumerate(texts):
        row = [0.0] * position
        for gram, weight in vector.items():
            for earlier, earlier_weight in holders[gram]:
                row[earlier] += earlier_weight * weight
            holders[gram].append((position, weight))
        cosines |= {(earlier, position): cosine for earlier, cosine in enumerate(row) if cosine}
    return cosines


def _of_length_one(weights: Vector) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {gram: weight / length for gram, weight in weights.items()}


@lru_cache(maxsize=4096)
def _ngrams(stem: str) -> tuple[str, ...]:
    marked = f"<{stem}>"
    return tuple(
        marked[start : start + length]
        for length in _NGRAM_LENGTHS
        for start in range(len(marked) - length + 1)
    )


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    # A stemmer keeps the word at hand in itself, and several threads come here.
    stemmers = [snowballstemmer.stemmer(language) for language in _LANGUAGES]
    shortest: str = min((stemmer.stemWord(word) for stemmer in stemmers), key=len)
    return shortest

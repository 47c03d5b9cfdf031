"""Ballots as no phone sends them."""

import json


def deep(levels: int) -> bytes:
    return b'{"seq": 1, "choice": ' + b"[" * levels + b"]" * levels + b"}"


def ballots(options: list[str]) -> dict[str, bytes]:
    """Return ballots nobody's phone sends, by what is wrong with them."""
    first, second, *_rest = options
    choices = {
        "twice the same": [first, first],
        "six of three": options,
        "a thousand": [first] * 1000,
        "of nowhere": ["x" * 14],
        "a number": [1],
        "an option in a list": [[first]],
        "an object": {"1": first},
        "text": first,
        "nothing": None,
        "half a character": ["\ud800"],
        "NUL": ["\x00"],
    }
    sequences = {"no number": "1", "below 0": -1, "nought": 0, "a part": 1.5, "beyond": 2**60}
    sequences |= {"yes": True, "not a number": float("nan"), "infinite": float("inf")}
    bodies = {f"choice {what}": {"seq": 1, "choice": one} for what, one in choices.items()}
    bodies |= {f"seq {what}": {"seq": one, "choice": [second]} for what, one in sequences.items()}
    raw = {
        "empty": b"",
        "no JSON": b"choice=x",
        "a list": b"[]",
        "deep": deep(2000),
        "very deep": deep(200_000),
        "long": b'{"seq": 1, "choice": ["' + b"x" * 5_000_000 + b'"]}',
        "many digits": b'{"seq": ' + b"9" * 5000 + b', "choice": []}',
        "infinite as text": b'{"seq": 1e309, "choice": []}',
        "no text": b"\xff\xfe",
        "no choice": b'{"seq": 1}',
    }
    return raw | {what: json.dumps(one).encode() for what, one in bodies.items()}

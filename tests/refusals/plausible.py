"""What somebody might fill in where a page left a field empty."""

PLAUSIBLE = {
    "email": "iemand@example.org",
    "number": "3",
    "date": "2031-04-03",
    "time": "14:00",
    "url": "https://video.example.org/x",
}


def plausible(kind: str, choices: tuple[str, ...]) -> str | None:
    """Return what somebody might fill in where a page left a field empty; None: leave it out."""
    if kind == "radio":
        return choices[0]
    if kind == "select":
        return next((choice for choice in choices if choice), "")
    if kind == "checkbox":
        return None
    return PLAUSIBLE.get(kind, "" if kind == "hidden" else "Een gewone zin")

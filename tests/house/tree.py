"""The files of this checkout as the checks see them: what is committed, or may be next."""

import subprocess
from contextlib import suppress
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def paths() -> tuple[str, ...]:
    """Return the paths git knows or would add, from the checkout, in order."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    listed = sorted(set(listing.stdout.split("\0")) - {""})
    return tuple(path for path in listed if (ROOT / path).is_file())


@cache
def files() -> dict[str, str]:
    """Return the text of every file that holds text, by its path; pictures and fonts do not."""
    texts = {}
    for path in paths():
        with suppress(UnicodeDecodeError):
            texts[path] = (ROOT / path).read_text(encoding="utf-8")
    return texts

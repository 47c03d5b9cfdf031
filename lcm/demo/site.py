"""One process builds the demo at a time, and a building that was cut off is known as such."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

UNFINISHED = "unfinished"


class BuildingSite:
    """The demo's building site in a folder of data, held by one process."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    @property
    def was_left(self) -> bool:
        """Whether somebody began here and did not finish."""
        self._file.seek(0)
        return self._file.read() == UNFINISHED

    def begin(self) -> None:
        """Note that building goes on."""
        self._write(UNFINISHED)

    def finish(self) -> None:
        """Note that the demo stands, or that there is nothing to build."""
        self._write("")

    def _write(self, text: str) -> None:
        self._file.seek(0)
        self._file.truncate()
        self._file.write(text)
        self._file.flush()


@contextmanager
def building_site(folder: Path) -> Iterator[BuildingSite]:
    """Wait until no other process builds in ``folder``, and hold its building site."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "demo-building").open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield BuildingSite(file)

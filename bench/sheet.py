"""The table of figures a bench prints, with what is wanted beside each."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Sheet:
    """Lines of (what, measured, wanted); a ``must`` that fails makes the bench fail."""

    lines: list[tuple[str, str, str, str]] = field(default_factory=list)
    figures: dict[str, Any] = field(default_factory=dict)
    is_sound: bool = True

    def show(self, what: str, measured: str, wanted: str = "", *, met: bool = True) -> None:
        """Print a figure of speed or size; missing what is wanted is said, and fails nothing."""
        self._line(what, measured, wanted, "" if met else "below")

    def must(self, what: str, measured: str, wanted: str, *, met: bool) -> None:
        """Print a figure of correctness; ``met`` false makes the bench fail."""
        self.is_sound = self.is_sound and met
        self._line(what, measured, wanted, "" if met else "FAILED")

    def keep(self, name: str, figures: object) -> None:
        """Keep raw figures for the file that ``write`` makes."""
        self.figures[name] = figures

    def write(self, path: Path) -> None:
        """Write all lines and raw figures as one JSON object."""
        keys = ("what", "measured", "wanted", "missed")
        lines = [dict(zip(keys, line, strict=True)) for line in self.lines]
        kept = {"is_sound": self.is_sound, "lines": lines, "figures": self.figures}
        path.write_text(json.dumps(kept, indent=1) + "\n")

    def _line(self, *line: str) -> None:
        what, measured, wanted, missed = line
        self.lines.append((what, measured, wanted, missed))
        print(f"{what:<46} {measured:<36} {wanted:<22} {missed}".rstrip(), flush=True)

"""Which phones were seen in a meeting of late: those that streamed, polled or voted."""

import time


class Phones:
    """Counts devices per code in memory; a page fetched by a link preview is no phone."""

    def __init__(self, minutes: float) -> None:
        self._seconds = minutes * 60
        self._seen: dict[str, dict[bytes, float]] = {}
        self._made_up: dict[str, set[tuple[str, bytes]]] = {}

    def saw(self, code: str, device_key: bytes, made_up: str = "") -> None:
        """Note that this device is there now; any thread may call.

        ``made_up`` names the rehearsal it was made up for, so that it can be forgotten.
        """
        self._seen.setdefault(code, {})[device_key] = time.monotonic()
        if made_up:
            self._made_up.setdefault(made_up, set()).add((code, device_key))

    def forget(self, made_up: str) -> None:
        """Forget the phones of a rehearsal."""
        for code, device_key in self._made_up.pop(made_up, ()):
            self._seen.get(code, {}).pop(device_key, None)

    def count(self, code: str) -> int:
        """Return how many devices were seen within the time, and forget the others."""
        seen = self._seen.get(code)
        if not seen:
            return 0
        since = time.monotonic() - self._seconds
        for key, seen_at in list(seen.items()):
            if seen_at < since:
                seen.pop(key, None)
        return len(seen)

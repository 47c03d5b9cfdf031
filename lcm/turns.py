"""A lock that is first come, first served."""

import threading
from collections import deque

from lcm.errors import Busy

WAIT_SECONDS = 30


class FairLock:
    """First come, first served. SQLite's own busy time-out starves writers; this one does not."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._is_held = False

    def acquire(self, timeout: float = WAIT_SECONDS) -> None:
        """Wait for one's turn; raises Busy after ``timeout`` seconds."""
        with self._mutex:
            if not self._is_held:
                self._is_held = True
                return
            turn = threading.Event()
            self._waiting.append(turn)
        if not turn.wait(timeout):
            with self._mutex:
                if not turn.is_set():
                    self._waiting.remove(turn)
                    raise Busy

    def release(self) -> None:
        """Give the turn to the one who waits longest; any thread may call."""
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._is_held = False

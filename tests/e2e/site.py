"""A real lcm for browsers: its own process, port and data, ended by id."""

import json
import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path
from urllib.error import URLError

from tests.servers import free_port, wait_until

FLASK = [sys.executable, "-m", "flask", "--app", "wsgi"]
ROOT = Path(__file__).parent.parent.parent


class Site:
    """One installation: started with the demo, or empty."""

    program = (*FLASK, "lcm", "serve")

    def __init__(self, folder: Path, *, has_demo: bool = True, **settings: str) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            "DATA": str(folder),
            "PORT": str(self.port),
            "HOST": "127.0.0.1",
            "LCM_SWEEP_SECONDS": "1",
            "LCM_DEMO": str(has_demo).lower(),
            **settings,
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until it says it is ready."""
        self._process = subprocess.Popen(self.program, env=self.environment, cwd=ROOT)
        wait_until(self.is_ready, seconds=120)

    def is_ready(self) -> bool:
        if self._process is not None and self._process.poll() is not None:
            raise RuntimeError(f"the server ended with {self._process.returncode}")
        try:
            with urllib.request.urlopen(f"{self.address}/readyz", timeout=5) as answer:
                return answer.status == 200
        except (URLError, OSError):
            return False

    def stop(self, with_signal: int = signal.SIGTERM) -> None:
        """End the process this object started; waits until it is gone."""
        if self._process is not None:
            self._process.send_signal(with_signal)
            self._process.wait(timeout=30)
            self._process = None

    def command(self, *words: str) -> str:
        """Run `flask lcm WORDS` beside the server and return what it printed."""
        done = subprocess.run(
            [*FLASK, "lcm", *words], env=self.environment, cwd=ROOT, check=True, capture_output=True
        )
        return done.stdout.decode()

    def facts(self) -> dict[str, str]:
        """Return the addresses of the demo."""
        facts: dict[str, str] = json.loads(self.command("demo", "--json"))
        return facts

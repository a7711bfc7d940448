"""The portal as it is served, in a folder of its own, with processes that can be killed one by one."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]
LONGEST_START_SECONDS = 180
_SETTINGS = {"DEMO": "1", "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1", "LOOKUP_SECONDS": "20"}


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@dataclass(kw_only=True)
class Served:
    """A running portal; `env` is what its programs, and ours beside it, are started with."""

    env: dict[str, str]
    address: str
    supervisor: subprocess.Popen[bytes] | None = None
    log: Path = field(default=Path(os.devnull))

    def manage(self, *arguments: str, module: str = "manage.py") -> str:
        """Run a command of the portal to its end; returns what it printed."""
        started = [sys.executable, *(["-m", module] if module != "manage.py" else [module]), *arguments]
        done = subprocess.run(started, cwd=ROOT, env=self.env, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{' '.join(arguments)}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done.stdout

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.supervisor = subprocess.Popen(
                [sys.executable, "bin/processes"], cwd=ROOT, env=self.env, stdout=log, stderr=log
            )
        self.wait_until_it_answers()

    def stop(self) -> None:
        if self.supervisor is not None:
            self.supervisor.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.supervisor.wait(30)
            self.supervisor.kill()

    def wait_until_it_answers(self, path: str = "/", within: float = LONGEST_START_SECONDS) -> float:
        """Seconds until a page answers 200. Raises TimeoutError."""
        began = time.monotonic()
        while time.monotonic() - began < within:
            with suppress(httpx.HTTPError):
                if httpx.get(self.address + path, timeout=10).status_code == 200:
                    return time.monotonic() - began
            time.sleep(0.1)
        raise TimeoutError(f"{path} did not answer within {within:.0f} s; see {self.log}")

    def processes(self, word: str) -> list[int]:
        """The numbers of our processes whose command holds a word, oldest first."""
        assert self.supervisor is not None
        found = []
        for entry in Path("/proc").iterdir():
            with suppress(OSError):
                command = (entry / "cmdline").read_text(encoding="utf-8", errors="replace").replace("\0", " ")
                if entry.name.isdigit() and word in command:
                    ours = (entry / "environ").read_bytes().split(b"\0")
                    if f"VAR_DIR={self.env['VAR_DIR']}".encode() in ours:
                        found.append(int(entry.name))
        return sorted(number for number in found if number not in (self.supervisor.pid, os.getpid()))


def kill(*numbers: int, by: int = signal.SIGKILL) -> None:
    for number in numbers:
        with suppress(ProcessLookupError):
            os.kill(number, by)


@contextmanager
def served(folder: Path, database: str, **more: str) -> Iterator[Served]:
    """A portal with the demo in it, not yet started; what it printed stays in `folder`/log."""
    web, registry, mail = free_port(), free_port(), free_port()
    env: Mapping[str, str] = (
        os.environ
        | _SETTINGS
        | {
            "DATABASE_URL": database,
            "VAR_DIR": str(folder / "var"),
            "STATIC_ROOT": str(folder / "static"),
            "HOST": "127.0.0.1",
            "WEB_PORT": str(web),
            "REGISTRY_PORT": str(registry),
            "EXCHANGE_URL": f"http://127.0.0.1:{registry}",
            "MAIL_PORT": str(mail),
            "POST_KEPT": str(folder / "post"),
            "POST_RETRY_MINUTES": "0.02,0.05,0.1,0.2,0.3,0.5,0.5,1,1,1,1,1",
            "POST_LEASE_SECONDS": "5",
            "POST_DAYTIME": "0,24",
            "LONG_WORK_LEASE_SECONDS": "5",
            "LONG_WORK_STRETCH_SECONDS": "0.5",
            "SMS_URL": f"http://127.0.0.1:{registry}",
            "POST_EMAIL_URL": f"smtp://127.0.0.1:{mail}",
            "PUBLIC_URL": f"http://127.0.0.1:{web}",
            "DJANGO_SETTINGS_MODULE": "portal.settings",
        }
    )
    (folder / "var").mkdir(parents=True, exist_ok=True)
    portal = Served(env=dict(env), address=f"http://127.0.0.1:{web}", log=folder / "log")
    portal.manage("migrate", "--verbosity", "0")
    portal.manage("load_catalogue")
    portal.manage("demo")
    portal.manage("collectstatic", "--no-input", "--verbosity", "0")
    try:
        yield portal
    finally:
        portal.stop()

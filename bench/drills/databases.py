"""The databases of the drills: a file, and a PostgreSQL server of our own that can be killed and started again."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.drills.served import free_port, kill


@dataclass(frozen=True, kw_only=True)
class Database:
    name: str
    address: str
    folder: Path

    @property
    def is_postgresql(self) -> bool:
        return self.name == "PostgreSQL"


@contextmanager
def sqlite(folder: Path) -> Iterator[Database]:
    yield Database(name="SQLite", address=f"sqlite:///{folder}/var/db.sqlite3", folder=folder)


@contextmanager
def postgresql(folder: Path) -> Iterator[Database]:
    """A cluster below `folder`, durable as in an office (fsync on). Raises FileNotFoundError without PostgreSQL."""
    home, port = folder / "postgresql", free_port()
    home.mkdir(parents=True)
    folder.chmod(0o755)  # the server's own account has to get in
    if os.getuid() == 0:
        # The server refuses to run as root.
        shutil.chown(home, "postgres")
    _run("initdb", "-D", f"{home}/data", "-U", "tongban", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    with (home / "data" / "postgresql.conf").open("a", encoding="utf-8") as settings:
        settings.write(f"port = {port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = '{home}'\n")
    database = Database(name="PostgreSQL", address=f"postgres://tongban@127.0.0.1:{port}/postgres", folder=home)
    start(database)
    try:
        yield database
    finally:
        _run("pg_ctl", "-D", f"{home}/data", "-m", "immediate", "stop", check=False)


def start(database: Database) -> None:
    _run("pg_ctl", "-D", f"{database.folder}/data", "-w", "-l", f"{database.folder}/log", "start")


def crash(database: Database) -> None:
    """Kill the server and everything it started, as the kernel does when memory is out."""
    master = int((database.folder / "data" / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])
    children = [int(p) for p in Path(f"/proc/{master}/task/{master}/children").read_text(encoding="utf-8").split()]
    kill(master, *children)


def _run(program: str, *arguments: str, check: bool = True) -> None:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    if not found:
        raise FileNotFoundError(f"{program}: PostgreSQL is not installed, run bin/install dev")
    as_owner = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    subprocess.run([*as_owner, str(found[-1]), *arguments], check=check, capture_output=True)

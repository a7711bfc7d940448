"""A PostgreSQL server of its own for large worlds; its folder is kept between runs (`SCALE_DIR`)."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

HOME = Path(os.environ.get("SCALE_DIR", "/tmp/tongban-scale"))  # noqa: S108  SCALE_DIR says where else
PORT = int(os.environ.get("SCALE_PORT", "5598"))
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": str(HOME),
    "port": str(PORT),
    # A world that is lost is made again; nothing here is worth waiting for the disk.
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "8GB",
    "shared_buffers": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "512MB",
    # One process does the work of a query, so that its CPU time is all there is.
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
    "autovacuum": "off",
}


@dataclass(frozen=True, kw_only=True)
class World:
    """A database of this server."""

    name: str

    @property
    def address(self) -> str:
        return f"postgres://tongban@127.0.0.1:{PORT}/{self.name}"

    def connect(self) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(self.address, autocommit=True)


SERVER = World(name="postgres")


@contextmanager
def running() -> Iterator[None]:
    """The server, started when it does not run yet, and stopped again by who started it; one run at a time."""
    with _alone():
        if _answers() and not (HOME / "data/postmaster.pid").exists():
            raise SystemExit(f"port {PORT} is another program's: SCALE_PORT says which one to take")
        if _answers():
            yield
        else:
            with _started():
                yield


@contextmanager
def _alone() -> Iterator[None]:
    """Another run would drop the worlds of this one, and stop its server: it is refused, until this one has ended."""
    HOME.mkdir(parents=True, exist_ok=True)
    with (HOME / "in-use").open("w", encoding="ascii") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SystemExit(f"another run uses {HOME}: wait, or take another SCALE_DIR and SCALE_PORT") from None
        yield


@contextmanager
def _started() -> Iterator[None]:
    if not (HOME / "data").exists():
        _make()
    # Written by a process that was killed: the server says itself whether it may start.
    _run("pg_ctl", "-D", f"{HOME}/data", "-w", "-t", "300", "-l", f"{HOME}/log", "-o", _options(), "start")
    try:
        yield
    finally:
        _run("pg_ctl", "-D", f"{HOME}/data", "-w", "-t", "300", "-m", "fast", "stop")


def worlds() -> set[str]:
    """The databases that are there."""
    with SERVER.connect() as connection:
        return {str(name) for (name,) in connection.execute("SELECT datname FROM pg_database").fetchall()}


def make(world: World, *, like: World | None = None) -> None:
    """An empty database, or a copy of another; one of that name is thrown away."""
    drop(world)
    with SERVER.connect() as connection:
        connection.execute(f"CREATE DATABASE {world.name}" + (f" TEMPLATE {like.name}" if like else ""))


def drop(world: World) -> None:
    with SERVER.connect() as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {world.name} WITH (FORCE)")


def rename(world: World, to: World) -> None:
    with SERVER.connect() as connection:
        connection.execute(f"ALTER DATABASE {world.name} RENAME TO {to.name}")


def cpu_of(backend: int) -> float:
    """CPU seconds the server's process of a connection has used, to the nanosecond."""
    return int(Path(f"/proc/{backend}/schedstat").read_text(encoding="ascii").split()[0]) / 1e9


def _answers() -> bool:
    with socket.socket() as trying:
        return trying.connect_ex(("127.0.0.1", PORT)) == 0


def _make() -> None:
    if os.getuid() == 0:
        # The server refuses to run as root.
        shutil.chown(HOME, "postgres")
    _run("initdb", "-D", f"{HOME}/data", "-U", "tongban", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")


def _options() -> str:
    return " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())


def _run(program: str, *arguments: str) -> None:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    if not found:
        raise FileNotFoundError(f"{program}: PostgreSQL is not installed, run bin/install dev")
    as_owner = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    subprocess.run([*as_owner, str(found[-1]), *arguments], check=True, stdout=subprocess.DEVNULL)

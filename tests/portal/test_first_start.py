"""What cannot be used of PORT, HOST and VAR_DIR is told in one plain line, before anything is started."""

import errno
import importlib.machinery
import importlib.util
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READY = ROOT / "bin" / "ready"


def start(**settings):
    known = {name: value for name, value in os.environ.items() if name not in ("PORT", "HOST", "REGISTRY_PORT")}
    told = subprocess.run(
        [sys.executable, str(READY)],
        env={**known, **settings},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return told.returncode, told.stdout, told.stderr


@pytest.fixture(scope="module")
def ready():
    loader = importlib.machinery.SourceFileLoader("ready", str(READY))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("ready", loader))
    loader.exec_module(module)
    return module


@pytest.fixture
def var(tmp_path):
    return str(tmp_path / "var")


def free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


@pytest.mark.parametrize("port", ["0", "99999", "abc", "-1", "80.5", "８０８０", "1e3", " ", "²"])
def test_what_is_no_port_is_told_with_one_that_is(port, var):
    code, _out, told = start(PORT=port, VAR_DIR=var)

    assert code == 1
    assert told.strip() == f"PORT={port} is no port. Choose a number from 1 to 65535: make run PORT=8080".strip()


@pytest.mark.parametrize("host", ["nowhere.invalid", "300.1.1.1", "203.0.113.7", "a" * 300])
def test_what_is_no_address_of_this_machine_is_told(host, var):
    code, _out, told = start(HOST=host, PORT=str(free_port()), VAR_DIR=var)

    assert code == 1
    assert f"HOST={host} is no address of this machine" in told
    assert "Traceback" not in told


def test_a_port_that_is_taken_is_told_with_another_one(var):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        code, _out, told = start(PORT=str(taken), VAR_DIR=var)

    assert code == 1
    assert f"PORT={taken} is taken by another program" in told


def test_a_port_below_1024_is_told_to_be_roots(ready):
    told = ready._why(PermissionError(errno.EACCES, "Permission denied"), "127.0.0.1", "PORT", 80)

    assert told == "PORT=80 may only be used by root. Choose one from 1024 on: make run PORT=8080"


def test_two_ports_that_are_one_are_told(var):
    port = str(free_port())

    assert f"both {port}" in start(PORT=port, REGISTRY_PORT=port, VAR_DIR=var)[2]


def test_a_folder_that_cannot_be_written_is_told():
    code, _out, told = start(PORT=str(free_port()), VAR_DIR="/proc/nowhere")

    assert code == 1
    assert told.startswith("VAR_DIR=/proc/nowhere cannot be written. Choose another folder: make run VAR_DIR=")


def test_a_read_only_checkout_is_served_from_the_data_folder(ready, monkeypatch, capsys, var):
    writable = ready.writable
    monkeypatch.setattr(ready, "writable", lambda folder: folder != ROOT / ".static" and writable(folder))
    monkeypatch.delenv("STATIC_ROOT", raising=False)
    monkeypatch.setenv("VAR_DIR", var)
    monkeypatch.setenv("PORT", str(free_port()))

    ready.main()

    assert f"STATIC_ROOT={var}/static" in capsys.readouterr().out


def test_what_can_be_used_is_handed_on(var):
    port = free_port()
    code, out, _told = start(PORT=str(port), VAR_DIR=var)

    assert code == 0
    assert f"PORT={port} " in out
    assert out.startswith("export ")

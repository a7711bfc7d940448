"""A real registry in this process, over real HTTP, with its faults at hand."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from registry.__main__ import Registry

DATA = Path(__file__).parent.parent / "registry" / "data.json"
WORLD: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
SECRET = "tests-only"


class Running:
    """The server's address and the switch of its faults."""

    def __init__(self, server: Registry) -> None:
        self.server = server
        self.url = f"http://127.0.0.1:{server.server_port}"

    def fail(self, mode: str, **more: Any) -> None:
        self.server.fault = {"mode": mode, **more}

    def mend(self) -> None:
        self.server.fault = {"mode": "ok"}


@contextmanager
def running_registry() -> Iterator[Running]:
    server = Registry(("127.0.0.1", 0), records=WORLD["records"], secret=SECRET, control=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Running(server)
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)

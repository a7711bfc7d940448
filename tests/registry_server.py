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
    def telling(self, material: str, keys: dict[str, str], **fields: str) -> Iterator[None]:
        """A registry says something else of a record for a while."""
        old = self.server.find(material, keys)
        assert old is not None, "there is such a record"
        self.server.records[material].append({**old, "fields": {**old["fields"], **fields}})
        try:
            yield
        finally:
            self.server.records[material].pop()

    @contextmanager
    def forgetting(self, material: str, keys: dict[str, str]) -> Iterator[None]:
        """A registry has no such record for a while."""
        held = self.server.records[material]
        self.server.records[material] = [one for one in held if one["keys"] != keys]
        try:
            yield
        finally:
            self.server.records[material] = held


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

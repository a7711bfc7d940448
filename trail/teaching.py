"""Every kind of event any app declares, read when one is told that nobody has declared in this process."""

from __future__ import annotations

import logging
from functools import cache
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.conf import settings


@cache
def read_all_events() -> None:
    """Read the `events.py` of every app of the portal."""
    root = Path(settings.BASE_DIR)
    for app in apps.get_app_configs():
        path = Path(app.path)
        if path.is_relative_to(root) and ".venv" not in path.parts:
            for file in sorted(path.rglob("events.py")):
                name = ".".join(file.relative_to(root).with_suffix("").parts)
                try:
                    import_module(name)
                except Exception:  # one app's words are missing then, and the trail is read all the same
                    logging.getLogger(__name__).exception("the events of %s cannot be read", name)

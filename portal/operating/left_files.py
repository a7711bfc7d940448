"""Files no row knows, left by a process that died in its transaction: set aside at night, taken away a month later.

A file is looked at two days after it was written, when no transaction runs any more that could still bring its row.
Nothing is deleted at once: whoever restores an older database has a month to bring the newer one back, and what a row
knows by then goes back to its place.
"""

from __future__ import annotations

import datetime
import logging
import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import FileSystemStorage, Storage
from django.db import models
from django.utils import timezone

logger = logging.getLogger(__name__)

ASIDE = "without-a-row"
"""The folder of what was set aside, each file under the path it had."""
HOUR = 3
RUNNING = datetime.timedelta(days=2)
"""Longer than any transaction."""
LOOKED_AT = datetime.timedelta(days=16)
"""What is older was looked at before: a fortnight of nights, in case some were missed."""
KEPT = datetime.timedelta(days=30)
AT_ONCE = 500

T = TypeVar("T")
Field = tuple[type[models.Model], str]


def tick() -> int:
    """Timer: once a night; returns how many files were set aside."""
    now = timezone.localtime()
    if now.hour != HOUR or not cache.add(f"left-files:{now.date()}", True, timeout=24 * 3600):
        return 0
    return set_aside()


def set_aside() -> int:
    """Set aside what no row knows, put back what one knows after all, take away what lay aside for a month."""
    fields = _fields()
    folders = sorted({name.split("/")[0] for model, field in fields for name in _names(model, field)[:1]})
    _look_after_what_lies_aside(folders, fields)
    now = timezone.now().timestamp()
    since, until = now - LOOKED_AT.total_seconds(), now - RUNNING.total_seconds()
    moved = 0
    for folder in folders:
        old = (name for name, written in _files(_root() / folder, _root()) if since <= written <= until)
        for names in _by_hundreds(old):
            moved += sum(_move_aside(name, until) for name in set(names) - _known(names, fields))
    if moved:
        logger.warning("%s files without a row were set aside", moved)
    return moved


def _root() -> Path:
    return Path(settings.PRIVATE_DIR)


def _fields() -> list[Field]:
    """Every field whose rows have files here. A file is nobody's only when no row of any of them knows it; a folder of
    which no row tells is nobody's business."""
    return [
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.FileField) and _is_here(field.storage)
    ]


def _is_here(storage: Storage) -> bool:
    return isinstance(storage, FileSystemStorage) and Path(storage.location) == _root()


def _names(model: type[models.Model], field: str) -> Any:
    return model._base_manager.exclude(**{field: ""}).values_list(field, flat=True)


def _still(model: type[models.Model], field: str) -> Any:
    """The same without the rows that were given up (a row of their own, under `gone`, says so)."""
    is_given_up = any(relation.get_accessor_name() == "gone" for relation in model._meta.related_objects)
    names = _names(model, field)
    return names.filter(gone__isnull=True) if is_given_up else names


def _known(names: list[str], fields: list[Field]) -> set[str]:
    return {name for model, field in fields for name in _still(model, field).filter(**{f"{field}__in": names})}


def _by_hundreds(found: Iterable[T]) -> Iterator[list[T]]:
    left = iter(found)
    return iter(lambda: list(islice(left, AT_ONCE)), [])


def _files(folder: Path, root: Path) -> Iterator[tuple[str, float]]:
    """Each file below a folder by its path from a root, and when it was written, or found there once more."""
    for place, _folders_below, files in os.walk(folder):
        for file in files:
            path = Path(place, file)
            try:
                yield path.relative_to(root).as_posix(), path.stat().st_mtime
            except FileNotFoundError:
                continue


def _move_aside(name: str, until: float) -> bool:
    here, aside = _root() / name, _root() / ASIDE / name
    aside.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        here.replace(aside)
    except FileNotFoundError:
        return False
    if aside.stat().st_mtime > until:
        # The same content came in this very moment: it was found lying there and is about to have its row.
        aside.replace(here)
        return False
    os.utime(aside)
    return True


def _look_after_what_lies_aside(folders: list[str], fields: list[Field]) -> None:
    over = timezone.now().timestamp() - KEPT.total_seconds()
    aside = _root() / ASIDE
    for folder in folders:
        for rows in _by_hundreds(_files(aside / folder, aside)):
            known = _known([name for name, _at in rows], fields)
            for name, moved_at in rows:
                if name in known:
                    (_root() / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                    (aside / name).replace(_root() / name)
                elif moved_at < over:
                    (aside / name).unlink(missing_ok=True)

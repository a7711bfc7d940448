"""One line of JSON for each thing worth knowing, without a word of what people typed.

A message of an exception may quote a row, and an address may hold a name: so the line tells the kind of the failure
and where in the code it happened, never its message, and the name of the page, never its address.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from portal.edge import request_id

_ROOT = str(Path(__file__).resolve().parent.parent.parent) + "/"
_FRAMES = 12


class JsonLines(logging.Formatter):
    """Formats a record as one line: when, how bad, who says it, what, in which request, and the failure behind it."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _said(record),
        }
        if number := request_id.present():
            line["request"] = number
        if record.exc_info and record.exc_info[0]:
            line["failure"] = record.exc_info[0].__name__
            line["where"] = _places(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


class OfStrangers(logging.Filter):
    """What a stranger sent wrong, as a host that is not ours, is no failure of ours: one line without a trace."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.levelno, record.levelname = logging.WARNING, logging.getLevelName(logging.WARNING)
        record.exc_info = record.exc_text = record.stack_info = None
        record.msg, record.args = f"refused: {record.name.rpartition('.')[2]}", ()
        # Nothing of what was sent is written: the kind alone tells.
        record.__dict__.pop("request", None)
        return True


def _said(record: logging.LogRecord) -> str:
    request = getattr(record, "request", None)
    if request is None:
        return record.getMessage()
    match = getattr(request, "resolver_match", None)
    page = match.view_name if match else "no page"
    return f"{getattr(record, 'status_code', '')} {getattr(request, 'method', '')} {page}".strip()


def _places(behind: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(behind)[-_FRAMES:]
    return [f"{frame.filename.removeprefix(_ROOT)}:{frame.lineno} {frame.name}" for frame in frames]

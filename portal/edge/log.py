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
_NO_PAGE = "no page"
_FORBIDDEN, _NOT_THERE, _FAILED = (401, 403), 404, 500


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
        if by := _by(record):
            line["by"] = by
        if record.exc_info and record.exc_info[0]:
            line["failure"] = record.exc_info[0].__name__
            line["where"] = _places(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


class Refusals(logging.Filter):
    """Failures, and what was refused to somebody: forbidden, or not there for who is signed in (ASVS 5.0, 16.3.2).

    What a stranger did not find, and forms that were filled in wrongly, are nothing worth knowing.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        status = int(getattr(record, "status_code", _FAILED))
        hidden = status == _NOT_THERE and bool(_by(record)) and _page(record) != _NO_PAGE
        return status >= _FAILED or status in _FORBIDDEN or hidden


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
    return f"{getattr(record, 'status_code', '')} {getattr(request, 'method', '')} {_page(record)}".strip()


def _page(record: logging.LogRecord) -> str:
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    return match.view_name if match else _NO_PAGE


def _by(record: logging.LogRecord) -> str:
    """Who asked, by the key of their account: a refusal nobody can be asked about is worth little (ASVS 16.2.1)."""
    person = getattr(getattr(record, "request", None), "_cached_user", None)  # nothing is read for it
    return f"person:{person.pk}" if person is not None and person.pk else ""


def _places(behind: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(behind)[-_FRAMES:]
    return [f"{frame.filename.removeprefix(_ROOT)}:{frame.lineno} {frame.name}" for frame in frames]

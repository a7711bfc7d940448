"""Reading back the data a PDF of ours carries."""

from __future__ import annotations

import io
import json
from typing import Any

import pikepdf

DATA_NAME = "data.json"
LARGEST = 256 * 1024


def embedded_data(pdf: bytes) -> dict[str, Any]:
    """The JSON embedded in a paper; {} when there is none or it cannot be read."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            if DATA_NAME not in opened.attachments:
                return {}
            file = opened.attachments[DATA_NAME].get_file()
            if file.size > LARGEST or len(file.obj.read_raw_bytes()) > LARGEST // 4:
                return {}
            content = file.read_bytes()
        found = json.loads(content) if len(content) <= LARGEST else {}
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}

"""The shape of what a machine or a file says, by JSON Schema; in a pattern `$` is the end, as the standard means it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend

CODES = {
    "minLength": "missing",
    "type": "wrong-type",
    "enum": "unknown-code",
    "maxLength": "too-long",
    "pattern": "wrong-form",
}
"""By which a sender is told what is wrong with a field; of everything else: wrong-form."""


def _pattern(_checker: object, pattern: str, value: object, _schema: object) -> Iterator[ValidationError]:
    # Python lets a line break follow a `$`; ECMA 262, by which JSON Schema reads a pattern, does not.
    if isinstance(value, str) and not re.search(re.sub(r"\$\Z", r"\\Z", pattern), value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


Shape = extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]


def short(most: int, least: int = 0, pattern: str = "") -> dict[str, Any]:
    """A text of at most and at least so many letters."""
    told = {"type": "string", "maxLength": most, "minLength": least}
    return told | ({"pattern": pattern} if pattern else {})


def wrong_fields(shape: Any, said: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """{"pointer", "code"} of each field of a message that is not as its shape says (RFC 9457)."""
    for error in shape.iter_errors(said):
        if error.validator != "required":
            path = [str(part) for part in error.absolute_path]
            yield {"pointer": "/" + "/".join(path), "code": CODES.get(str(error.validator), "wrong-form")}
    for name in shape.schema["required"]:
        if name not in said:
            yield {"pointer": f"/{name}", "code": "missing"}

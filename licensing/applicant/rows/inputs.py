"""The inputs of one row, written straight as HTML: a form of hundreds of vehicles has thousands of them.

The same names, ids and classes as crispy-bootstrap5 gives a field; what is chosen from a list is a select in a row.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from licensing.applicant.forms import HINTS
from licensing.applications.answers.facts import SHOWN_BY, SHOWN_IN_ROW
from licensing.applications.answers.validation import Errors, is_iso_day
from materials.catalogue.forms import FieldSpec

_CODES = ("uscc", "id-number", "vin", "plate")


class RowInputs:
    """What has to be typed of a row; `fields` field code -> its specification, `messages` what is wrong with which."""

    def __init__(
        self,
        specs: Sequence[FieldSpec],
        values: Mapping[str, Any],
        errors: Errors,
        *,
        asked: Collection[str],
        prefix: str,
    ) -> None:
        self.fields = {spec.code: spec for spec in specs}
        self.messages: Errors = {code: text for code, text in errors.items() if code in self.fields}
        self._values = values
        self._asked = asked
        self._prefix = prefix

    @property
    def html(self) -> SafeString:
        # Escaped by `escape` below, every value; format_html would cost more than all the rest of the page.
        return mark_safe("".join(self._field(spec) for spec in self.fields.values()))  # noqa: S308

    def _field(self, spec: FieldSpec) -> str:
        name = escape(f"{self._prefix}-{spec.code}")
        label = spec.label if spec.code in self._asked else _("%(label)s (optional)") % {"label": spec.label}
        error, hint = self.messages.get(spec.code, ""), str(HINTS.get(spec.code, ""))
        told = (
            f'<p id="error_1_id_{name}" class="invalid-feedback"><strong>{escape(error)}</strong></p>' if error else ""
        )
        helped = f'<div id="id_{name}_helptext" class="form-text">{escape(hint)}</div>' if hint else ""
        field = (
            f'<div id="div_id_{name}" class="mb-3"><label for="id_{name}" class="form-label">{escape(label)}</label>'
            f"{self._control(spec, name, _state(name, bool(error), bool(hint)), bool(error))}{told}{helped}</div>"
        )
        shown = SHOWN_BY.get(spec.when or "")
        if shown is None and (within := SHOWN_IN_ROW.get(spec.code)):
            shown = (escape(f"{self._prefix}-{within[0]}"), within[1])
        return field if shown is None else f'<div data-shown-by="{shown[0]}" data-shown-when="{shown[1]}">{field}</div>'

    def _control(self, spec: FieldSpec, name: str, state: str, invalid: bool) -> str:
        value = self._values.get(spec.code)
        mark = " is-invalid" if invalid else ""
        if spec.type == "boolean" or spec.options:
            return _select(spec, name, value, mark, state)
        text = "" if value is None else str(value)
        if spec.type in ("textarea", "vehicle-list"):
            start = f'<textarea name="{name}" id="id_{name}" rows="3" class="textarea form-control{mark}"{state}>'
            return f"{start}\n{escape(text)}</textarea>"
        return (
            f'<input type="{_kind(spec, text)}" name="{name}" id="id_{name}" value="{escape(text)}" '
            f'class="textinput form-control{mark}"{_attributes(spec)}{state}>'
        )


def _told(name: str, error: str) -> str:
    return f'<p id="error_1_id_{name}" class="invalid-feedback"><strong>{escape(error)}</strong></p>'


def _state(name: str, invalid: bool, described: bool) -> str:
    by = " ".join([f"error_1_id_{name}"] * invalid + [f"id_{name}_helptext"] * described)
    return (' aria-invalid="true"' if invalid else "") + (f' aria-describedby="{by}"' if by else "")


def _kind(spec: FieldSpec, text: str) -> str:
    # A browser shows nothing at all of a day it cannot read: what was typed would be lost from sight.
    if spec.type == "date" and (not text or is_iso_day(text)):
        return "date"
    return "tel" if spec.type == "phone" else "text"


def _attributes(spec: FieldSpec) -> str:
    if spec.type in _CODES:
        return ' autocomplete="off" spellcheck="false" autocapitalize="characters"'
    return ' autocomplete="off" inputmode="numeric"' if spec.type == "integer" else ' autocomplete="off"'


def _select(spec: FieldSpec, name: str, value: object, mark: str, state: str) -> str:
    chosen = {str(v) for v in value} if isinstance(value, list) else {_plain(value)}
    offered = [("true", _("Yes")), ("false", _("No"))] if spec.type == "boolean" else _options(spec)
    if spec.type != "multi-select":
        offered = [("", _("Choose…")), *offered]
    # What was written and is on no list stays to be seen, for its owner to choose anew.
    offered += [(word, word) for word in sorted(chosen - {code for code, _label in offered})]
    options = "".join(
        f'<option value="{escape(code)}"{" selected" if code in chosen else ""}>{escape(label)}</option>'
        for code, label in offered
    )
    many = " multiple" if spec.type == "multi-select" else ""
    return f'<select name="{name}" id="id_{name}" class="select form-select{mark}"{state}{many}>{options}</select>'


def _options(spec: FieldSpec) -> list[tuple[str, str]]:
    return [(option.code, option.label) for option in spec.options]


def _plain(value: object) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value or "")

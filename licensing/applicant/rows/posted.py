"""The rows of a topic as a page sends them: each has an identity, so that no place decides whose answers are whose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.typed.text import one_line
from licensing.applicant.forms import MOST_ROWS, cleaned
from licensing.applications.answers.doubts import KEY_TYPES, doubt_name
from licensing.applications.drafts import Typed, new_name
from materials.catalogue.forms import SectionForm


class TooManyRows(Exception):
    """A topic holds no more rows than `MOST_ROWS`; nothing was stored. `section` is the topic's code."""

    def __init__(self, section: str) -> None:
        super().__init__(_("A topic can hold at most %(most)s rows. Nothing was changed.") % {"most": MOST_ROWS})
        self.section = section


@dataclass(kw_only=True)
class Rows:
    """Rows and their identities, side by side."""

    values: list[dict[str, Any]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    page: tuple[str, ...] | None = None
    """The rows a page spoke of when it showed one part of them; None when it spoke of all."""

    def add(self, row: Mapping[str, Any], name: str = "") -> None:
        self.values.append(dict(row))
        self.ids.append(name or new_name())


def posted_rows(section: SectionForm, posted: QueryDict, held: Rows) -> Rows:
    """The rows as posted, each on top of what the same row held before (known values are not posted).

    `act=add` adds an empty one, `act=remove-<n>` takes out the n-th of the page. A row says who it is
    (`<topic>-<n>-row`); one that does not, from a program, is known by its plate, VIN or ID number, or by its place
    while the page has as many rows as are stored. A page that shows a part (`part`) leaves all other rows alone.
    More than a topic holds are read as well, to be drawn as they were typed; `refuse_too_many` keeps them from storage.
    """
    count = _count(posted)
    if "part" in posted:
        return _with_part(section, posted, held, count)
    sent = [_sent(section, posted, index) for index in range(count)]
    names = [posted.get(f"{section.code}-{index}-row", "")[:16] for index in range(count)]
    if not any(sent) and not any(names) and count != len(held.values):
        # Nothing but a number of rows, and not the number there is: nobody can tell which rows are meant.
        return held
    found = Rows()
    for index, row in enumerate(sent):
        name = names[index] or _recognised(section, row, held, index, count)
        before = held.values[held.ids.index(name)] if name in held.ids else {}
        found.add({**before, **row}, name)
    _carry_out(posted.get("act", ""), found, dict(enumerate(found.ids)))
    return found


def refuse_too_many(typed: Sequence[Typed]) -> None:
    """Raises TooManyRows."""
    for code, rows in ((code, rows) for one in typed for code, rows in one.rows.items()):
        if len(rows) > MOST_ROWS:
            raise TooManyRows(code)


def posted_doubts(section: SectionForm, posted: QueryDict, rows: Rows) -> dict[str, str]:
    """What is said to be wrong with known values of rows (`doubt-<topic>-<n>-<code>`), by the name it is kept under."""
    found, start = {}, f"doubt-{section.code}-"
    codes = {spec.code for spec in section.row_fields}
    for name in (name for name in posted if name.startswith(start)):
        place, _dash, code = name.removeprefix(start).partition("-")
        row = posted.get(f"{section.code}-{place}-row", "")[:16]
        if code in codes and row in rows.ids:
            values = rows.values[rows.ids.index(row)]
            found[doubt_name(section, values, code)] = one_line(posted.get(name, ""))
    return found


def _with_part(section: SectionForm, posted: QueryDict, held: Rows, count: int) -> Rows:
    """The rows there are, those of the page put in place; one that was taken out elsewhere stands where it stood."""
    named = {place: posted.get(f"{section.code}-{place}-row", "")[:16] for place in range(count)}
    named = {place: name for place, name in named.items() if name}
    found = Rows(values=[dict(row) for row in held.values], ids=list(held.ids), page=tuple(named.values()))
    after = -1
    for place, name in named.items():
        if name in found.ids:
            after = found.ids.index(name)
            found.values[after] |= _sent(section, posted, place)
        else:
            after = after + 1 if after >= 0 else min(place, len(found.ids))
            found.values.insert(after, _sent(section, posted, place))
            found.ids.insert(after, name)
    _carry_out(posted.get("act", ""), found, named)
    return found


def _count(posted: QueryDict) -> int:
    text = posted.get("rows", "0")
    count = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    return min(count, MOST_ROWS + 1)


def _carry_out(act: str, rows: Rows, shown: Mapping[int, str]) -> None:
    """`shown`: place on the page -> the row that stands there."""
    if act == "add":
        rows.add({})
    place = act.removeprefix("remove-")
    if place != act and place.isascii() and place.isdigit() and len(place) < 6 and int(place) in shown:
        at = rows.ids.index(shown[int(place)])
        del rows.values[at], rows.ids[at]


def _sent(section: SectionForm, posted: QueryDict, index: int) -> dict[str, Any]:
    names = {spec.code: f"{section.code}-{index}-{spec.code}" for spec in section.row_fields}
    return {
        spec.code: cleaned(spec, posted, names[spec.code]) for spec in section.row_fields if names[spec.code] in posted
    }


def _recognised(section: SectionForm, row: Mapping[str, Any], held: Rows, index: int, count: int) -> str:
    keys = [spec.code for spec in section.row_fields if spec.type in KEY_TYPES]
    for name, before in zip(held.ids, held.values, strict=True):
        if any(row.get(key) and row[key] == before.get(key) for key in keys):
            return name
    same_place = count == len(held.values)
    return held.ids[index] if same_place and not _is_another(row, held.values[index], keys) else ""


def _is_another(row: Mapping[str, Any], before: Mapping[str, Any], keys: Sequence[str]) -> bool:
    """Whether every key both rows have says something else."""
    both = [key for key in keys if row.get(key) and before.get(key)]
    return bool(both) and all(row[key] != before[key] for key in both)

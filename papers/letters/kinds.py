"""What a kind of letter is, beside its words: both stand in one entry of an app's letters.

An entry that is another text of a kind (`of`: the same notice by rule, or by force of law) has words alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise, lazy

from pages.languages import localised
from papers.letters.texts import OTHER, LetterSet, entries_of

_localised = lazy(localised, str)
TIMES = {"once": False, "several-times": True}
ANSWER_BY = "answer_by"
"""The day until which a letter has to be answered, as its text names it."""


@dataclass(frozen=True, kw_only=True)
class LetterKind:
    """`comes_several_times`: in one case, or to several people; what does not is refused by the database.

    `begins_a_limit`: it says until when it has to be answered, so that it must have been served (0081). `decides`: it
    is a decision, against which there is a remedy; against a notice there is none of its own.
    """

    code: str
    label: str | Promise
    comes_several_times: bool
    begins_a_limit: bool
    decides: bool


def kinds_of(letters: LetterSet) -> dict[str, LetterKind]:
    """The kinds of letters of a set, by code. Raises KeyError for an entry that leaves out what has to be said."""
    return {entry["kind"]: _kind(entry) for entry in entries_of(letters) if _is_a_kind(entry)}


def kind_of_texts(letters: LetterSet) -> Mapping[str, str]:
    """Which kind of letter each text makes, by the name of the text."""
    entries = entries_of(letters)
    another = {entry["kind"]: entry["of"] for entry in entries if "of" in entry}
    plain = {entry["kind"]: entry["kind"].removeprefix(OTHER) for entry in entries}
    return {name: another.get(kind, kind) for name, kind in plain.items()}


def _is_a_kind(entry: Mapping[str, Any]) -> bool:
    return "of" not in entry and not entry["kind"].startswith(OTHER)


def _kind(entry: Mapping[str, Any]) -> LetterKind:
    return LetterKind(
        code=entry["kind"],
        label=_localised(entry["named"]["zh"], entry["named"]["en"]),
        comes_several_times=TIMES[entry["comes"]],
        begins_a_limit=ANSWER_BY in entry.get("needed", ()),
        decides=entry.get("decides", False),
    )

"""The words of the official letters as versioned data, in a subset no text can break out of.

The texts that ship are sets, one per app that writes letters (`LetterSet`), each in editions; earlier editions stay
beside the newest for what an installed database began under them, which `LetterEdition` tells. Texts of the authority's
own are `LetterText` rows, written by one person, released by another, in force from a day, and go before what ships.
A letter uses the text in force when its application was handed in. A text is paragraphs, one a line; `{name}` is
filled in; a line beginning with `[name]` stands only when that value is there (`[no-name]` only when it is not).
There is nothing else: no logic, no markup.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from accounts.texts.forms import NAME, check_names
from pages.sentences import listed
from pages.statements import Asked, Statement
from papers.letters.models import LetterEdition, LetterText

FILLED = re.compile(NAME.pattern + "([。；，]?)")
STOPS = "。；;，,"
ENDS, QUOTES = "。：；！？.;:!?", "”』」）)"
CONDITION = re.compile(r"^\[(no-)?([a-z-]+)\]\s*")


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text as it may be filled in; `series` names its document numbers, `remedies` which remedies it tells."""

    name: str
    series: str
    title: str
    body: str
    version: int
    remedies: str = ""


OTHER = "other-"
"""Before the name of a text: the same letter for what is no licence, in words of its own (备案, 行政确认, 办理)."""


@dataclass(frozen=True, kw_only=True, eq=False)
class LetterSet:
    """The letters an app ships, named in the setting LETTERS.

    `files` in `folder` are the texts of this `edition`; an earlier one stays beside them as `letters-<edition>.json`.
    `names` are what a text may fill in, each with what the preview shows; `flags` what a line may stand under;
    `needed` what the law wants said: a text without it is not released. What one letter alone uses stands with its
    text in the files, under the same three words (`of`).
    """

    name: str
    folder: Path
    files: tuple[str, ...]
    edition: int
    names: Mapping[str, str]
    flags: frozenset[str]
    needed: Mapping[str, set[str]]

    @classmethod
    def of(
        cls,
        *,
        name: str,
        folder: Path,
        files: tuple[str, ...],
        edition: int,
        names: Mapping[str, str],
        flags: frozenset[str],
        needed: Mapping[str, set[str]] | None = None,
    ) -> LetterSet:
        """A set whose texts bring names, flags and needs of their own."""
        entries = _entries(folder, files)
        own = {word: shown for entry in entries for word, shown in entry.get("names", {}).items()}
        raised = {flag for entry in entries for flag in entry.get("flags", [])}
        wanted = {entry["kind"]: set(entry["needed"]) for entry in entries if "needed" in entry}
        return cls(
            name=name,
            folder=folder,
            files=files,
            edition=edition,
            names={**names, **own},
            flags=flags | raised,
            needed={**(needed or {}), **wanted},
        )


def entries_of(letters: LetterSet) -> list[dict[str, Any]]:
    """The entries of the newest edition as they are written in the files of a set."""
    return _entries(letters.folder, letters.files)


def _entries(folder: Path, files: Sequence[str]) -> list[dict[str, Any]]:
    return [entry for name in files for entry in json.loads((folder / name).read_text(encoding="utf-8"))]


@cache
def letter_sets() -> tuple[LetterSet, ...]:
    """Every app's letters."""
    return tuple(import_string(path) for path in settings.LETTERS)


@cache
def set_of(name: str) -> LetterSet:
    """The letters a text belongs to. Raises KeyError for a text nobody ships."""
    for letters in letter_sets():
        if name in shipped(letters):
            return letters
    raise KeyError(name)


@cache
def shipped(letters: LetterSet, edition: int = 0) -> dict[str, Text]:
    """The texts of an edition, by name; the newest when none is named."""
    names = letters.files if edition in (0, letters.edition) else (f"letters-{edition}.json",)
    entries = _entries(letters.folder, names)
    return {
        e["kind"]: Text(
            name=e["kind"],
            series=e["series"],
            title=e["title"],
            body="\n".join(e["body"]),
            version=1,
            remedies=e.get("remedies", ""),
        )
        for e in entries
    }


def names_of_texts() -> list[str]:
    return [name for letters in letter_sets() for name in shipped(letters)]


_OWN: Statement[LetterText] = Statement(lambda: LetterText.objects.in_force(Asked("name"), on=Asked("on")))


def text_in_force(name: str, *, on: datetime.date) -> Text:
    """The text of a letter on a day: the newest released of the authority's own, or the one that ships."""
    own = _OWN(name=name, on=on)
    return as_text(own[0]) if own else _shipped_on(name, on)


def texts_in_force(*, on: datetime.date) -> list[Text]:
    """The text of every letter on a day."""
    own = LetterText.objects.each_in_force(on=on)
    return [as_text(own[name]) if name in own else _shipped_on(name, on) for name in names_of_texts()]


def _shipped_on(name: str, on: datetime.date) -> Text:
    """The shipped text of a day. Versions count what this database has seen: a new one begins with the newest."""
    letters = set_of(name)
    seen = editions_seen(letters.name)
    newest = shipped(letters)[name]
    later = next((edition for edition, in_force_from in seen if in_force_from > on), None)
    if later is None:
        return replace(newest, version=seen[-1][0] if seen else 1)
    # Whom to turn to follows the law of the day, not the edition of the words; a new kind of letter had no words.
    earlier = shipped(letters, later - 1).get(name)
    return replace(earlier or newest, version=later - 1, remedies=newest.remedies)


@cache
def editions_seen(letters: str) -> tuple[tuple[int, datetime.date], ...]:
    """The editions of a set this database has seen, each with its day; only a migration adds one, before we start."""
    rows = LetterEdition.objects.filter(letters=letters).order_by("edition")
    return tuple(rows.values_list("edition", "in_force_from"))


def newest_version(name: str) -> int:
    """The highest version of a text, released or not: the shipped one, or the authority's own."""
    own = LetterText.objects.versions_of(name).first()
    return max(own.version if own else 0, _shipped_on(name, datetime.date.max).version)


def as_text(row: LetterText) -> Text:
    return replace(shipped(set_of(row.name))[row.name], title=row.title, body=row.body, version=row.version)


def check_text(name: str, body: str) -> None:
    """Refuse a text with names nobody fills in, or without what the law wants said. Raises ValidationError."""
    letters = set_of(name)
    conditions = [found for line in body.splitlines() if (found := CONDITION.match(line))]
    unraised = [found[0].strip() for found in conditions if found[2] not in letters.flags]
    check_names(body, letters.names, also=unraised)
    if left_out := letters.needed.get(name.removeprefix(OTHER), set()) - set(NAME.findall(body)):
        names = listed(f"{{{word}}}" for word in sorted(left_out))
        raise ValidationError(_("The law wants this said in the letter: %(names)s.") % {"names": names})


def fill_in_title(text: Text, values: Mapping[str, str]) -> str:
    return NAME.sub(lambda found: values.get(found[1], ""), text.title)


def as_printed(text: Text) -> Text:
    """A text under the title its preview bears: no reader of a list should meet a name to be filled in."""
    names = set_of(text.name).names
    return replace(text, title=NAME.sub(lambda found: names.get(found[1], found[0]), text.title))


def fill_in(text: Text, values: Mapping[str, str], flags: Mapping[str, bool]) -> tuple[str, ...]:
    """The paragraphs of a letter. A line that is one name alone becomes as many paragraphs as its value has lines."""
    paragraphs: list[str] = []
    for line in text.body.splitlines():
        condition = CONDITION.match(line)
        if condition:
            if bool(flags.get(condition[2]) or values.get(condition[2])) == bool(condition[1]):
                continue
            line = line[condition.end() :]
        alone = NAME.fullmatch(line.strip())
        if alone:
            paragraphs += [_ended(part) for part in values.get(alone[1], "").splitlines() if part.strip()]
        else:
            filled = FILLED.sub(lambda found: _said(values.get(found[1], ""), found[2]), line)
            paragraphs.append(_ended(filled) if line.rstrip().endswith("}") else filled)
    return tuple(p for p in paragraphs if p.strip())


def numbered_lines(lines: Iterable[str]) -> str:
    """Points of a letter, each a paragraph: 1.甲, without a space, which justified lines would stretch (GB/T 9704)."""
    return "\n".join(f"{number}.{line}" for number, line in enumerate(lines, start=1))


def _said(value: str, mark: str) -> str:
    """A value and the mark the text sets after it: people end their own sentences, or do not."""
    return f"{value.rstrip().rstrip(STOPS)}{mark}" if mark and value else f"{value}{mark}"


def _ended(paragraph: str) -> str:
    """A paragraph somebody's words are the end of, with its full stop."""
    words = paragraph.strip()
    return words if words.rstrip(QUOTES)[-1:] in ENDS else f"{words}。"

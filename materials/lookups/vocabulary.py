"""The words registries answer with, in the reader's language: kinds, states and grades of the national standards.

The stored answer stays as it was given; a word that is not listed is shown as the registry wrote it. Names, addresses
and numbers are nobody's to translate.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from accounts.authorities import place_said
from materials.identifiers import PLATE_COLOURS
from pages.languages import localised


@cache
def _words() -> dict[str, dict[str, str]]:
    listed = json.loads((Path(__file__).parent / "vocabulary.json").read_text(encoding="utf-8"))
    words: dict[str, dict[str, str]] = listed["words"]
    return words


def said(field: str, value: str) -> str:
    """A registry's word for one of its fields, in the reader's language."""
    if field == "issued-by":
        return place_said(value)
    if field == "plate-colour" and value in PLATE_COLOURS:
        return str(PLATE_COLOURS[value])
    english = _words().get(field, {}).get(value.replace("（", "(").replace("）", ")"))
    return localised(value, english) if english else value


def words_of_registries() -> set[str]:
    """Every word that is translated, as registries write it."""
    return {word for words in _words().values() for word in words}

"""The catalogue's words in the reader's language.

The law is written in zh-Hans; English is kept beside it, zh-Hant is converted (`characters`), so it can never say
something else than the original.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from pages.characters import traditional


def localised(zh: str, en: str) -> str:
    """One of two texts by the active language; an untranslated English text stays Chinese."""
    language = (get_language() or "zh-hans").lower()
    if language.startswith("en"):
        return en or zh
    return traditional(zh) if language == "zh-hant" else zh


def pair(entry: dict[str, Any], name: str = "") -> str:
    """The text of a JSON entry that holds `zh` and `en`, or `<name>_zh` and `<name>_en`."""
    if name:
        return localised(entry.get(f"{name}_zh") or "", entry.get(f"{name}_en") or "")
    return localised(entry.get("zh") or "", entry.get("en") or "")

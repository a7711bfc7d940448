"""Words of the catalogue's JSON entries in the reader's language."""

from __future__ import annotations

from typing import Any

from django import template

from materials.catalogue.guides import basis_of
from materials.catalogue.wording import in_readers_language
from pages.languages import pair
from pages.sentences import semicolon

register = template.Library()


@register.filter
def words(entry: dict[str, Any], name: str = "") -> str:
    """The text of an entry that holds `zh` and `en`, or `<name>_zh` and `<name>_en`."""
    return pair(entry, name)


@register.filter
def in_my_language(zh: str) -> str:
    """Words of the catalogue that were written down in zh-Hans."""
    return in_readers_language(zh)


@register.filter
def basis(entries: list[dict[str, Any]]) -> str:
    """Laws and articles of a legal basis, on one line."""
    return semicolon().join(str(entry) for entry in basis_of(entries))

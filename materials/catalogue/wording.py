"""What was written down in the words of the law, said in the reader's language.

Letters, promises and the trail keep zh-Hans, and whoever reads them may have another language: items, materials,
registries, statements of a commitment and steps of a bundle are found again by their very words. What the catalogue
does not know is shown as it was written.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from materials.catalogue.models.bundles import Bundle
from materials.catalogue.models.items import Notice, ServiceItem
from materials.catalogue.models.materials import Material, Registry
from materials.catalogue.queries import OF_CREDIT
from pages.languages import localised


def _pairs() -> Iterator[tuple[str, str]]:
    for rows in (ServiceItem.everything, Material.objects, Registry.objects):
        yield from rows.order_by("version_id").values_list("name_zh", "name_en")
    texts: list[list[dict[str, Any]]] = list(Notice.objects.order_by("pk").values_list("statements", flat=True))
    yield from ((one["zh"], one["en"]) for statements in texts for one in statements)
    steps: list[list[dict[str, Any]]] = list(Bundle.objects.order_by("version_id").values_list("nodes", flat=True))
    yield from ((node["title_zh"], node["title_en"]) for nodes in steps for node in nodes)


@lru_cache(maxsize=2)
def _english(_minute: int) -> dict[str, str]:
    return dict(_pairs())


def in_readers_language(zh: str) -> str:
    """Words of the catalogue in the reader's language; the last edition that has them translates them."""
    if zh in OF_CREDIT:
        return str(OF_CREDIT[zh])
    # Another process may have released an edition: what is kept here lives a minute.
    return localised(zh, _english(int(time.monotonic() // 60)).get(zh, ""))


def forget_words() -> None:
    """Read the words anew, after another edition was loaded."""
    _english.cache_clear()

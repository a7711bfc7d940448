"""`/sitemap.xml`: the public pages for search engines and for the portal of the government above."""

from __future__ import annotations

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from materials.catalogue.queries import bundles, catalogue_in_force, services_of
from portal.site.columns import COLUMNS


class Pages(Sitemap[str]):
    """The columns by the names of their addresses."""

    def items(self) -> list[str]:
        return [column.address for column in COLUMNS]

    def location(self, item: str) -> str:
        return reverse(item)


class Guides(Sitemap[str]):
    """The guide of each bundle and item in force, by code."""

    def items(self) -> list[str]:
        version = catalogue_in_force()
        codes = [bundle.code for bundle in bundles(version)]
        return codes + [item.code for _domain, items in services_of(version) for item in items]

    def location(self, item: str) -> str:
        return reverse("services:guide", args=[item])


SITEMAPS = {"pages": Pages, "guides": Guides}

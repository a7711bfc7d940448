"""The site looks at itself as an inspector does: dead links, empty lists, missing meta, outside links, old pages."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from http import HTTPStatus
from urllib.parse import urldefrag, urlsplit

from django.test import Client
from django.utils import timezone

from portal.site.accessibility import statement
from portal.site.sitemaps import SITEMAPS

NEEDED = ("SiteName", "SiteDomain", "SiteIDCode")
_NOT_WALKED = ("mailto:", "tel:", "data:")
_SIGN_IN = "/accounts/login/"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something an inspector would count; `page` is where it was met."""

    kind: str
    page: str
    about: str


class Page(HTMLParser):
    """What of a page is looked at: links with their relation, meta names, and whether it shows an empty list."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.names: set[str] = set()
        self.is_empty = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "a" and told.get("href"):
            self.links.append((told["href"], told.get("rel", "")))
        elif tag == "meta" and told.get("content"):
            self.names.add(told.get("name", ""))
        self.is_empty |= "data-nothing" in told


def findings(*, limit: int = 2000) -> Iterator[Finding]:
    """Walk the public pages from the site map on, as a stranger; at most `limit` pages."""
    ours = _public()
    waiting = deque((path, "sitemap.xml") for path in ours)
    met = set(ours)
    client = Client()
    while waiting and limit:
        path, from_where = waiting.popleft()
        limit -= 1
        answer = client.get(path, headers={"accept-language": "zh-hans"})
        if answer.status_code >= HTTPStatus.BAD_REQUEST:
            yield Finding(kind="dead link", page=from_where, about=f"{path} ({answer.status_code})")
            continue
        if answer.status_code != HTTPStatus.OK or not answer.get("Content-Type", "").startswith("text/html"):
            continue
        page = Page(answer.content.decode())
        yield from _of_a_page(path, page, is_ours=path in ours)
        for further in _inner(path, page):
            if further not in met:
                met.add(further)
                waiting.append((further, path))
    if statement().is_old(timezone.localdate()):
        yield Finding(kind="old page", page="/accessibility/", about=f"gone through on {statement().checked_on}")


def _public() -> list[str]:
    return [kind().location(item) for kind in SITEMAPS.values() for item in kind().items()]


def _of_a_page(path: str, page: Page, *, is_ours: bool) -> Iterator[Finding]:
    for name in NEEDED:
        if name not in page.names:
            yield Finding(kind="missing meta", page=path, about=name)
    if is_ours and not {"ColumnName", "ArticleTitle"} & page.names:
        yield Finding(kind="missing meta", page=path, about="ColumnName or ArticleTitle")
    if is_ours and page.is_empty:
        yield Finding(kind="empty list", page=path, about="nothing is shown")
    for link, relation in page.links:
        if urlsplit(link).netloc and "external" not in relation.split():
            yield Finding(kind="outside link not marked", page=path, about=link)


def _inner(path: str, page: Page) -> Iterator[str]:
    """Links to pages of ours, without the place on the page; views of one list are one page."""
    for link, _relation in page.links:
        if link.startswith(_NOT_WALKED) or urlsplit(link).netloc:
            continue
        bare = urldefrag(link).url.partition("?")[0] or path
        if bare.startswith("/") and not bare.startswith((_SIGN_IN, "/static/")):
            yield bare

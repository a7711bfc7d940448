"""`python -m bench.every_page`: what each page costs, found as people find it – from link to link.

Everybody of the demo signs in and follows what is offered. Of each address the first page somebody met, and one more
of whoever sees many of it, is measured warm beside a view that does nothing behind the same middleware. Printed are
those above the targets (30 ms of CPU more than the empty view, ten statements, sixteen on the page of a case), the
dearest first, and what was offered and then refused; `--all` prints every page.
"""

from __future__ import annotations

import argparse
import os
import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

from bench.ground import ground, set_up
from bench.measuring import side_by_side

if TYPE_CHECKING:
    from django.test import Client

RUNS = 5
FOLLOWED = 150
"""So many pages a person looks at."""
OFTEN = 3
"""So many of one address: a list of a thousand rows leads to one kind of page."""
MOST_CPU, MOST_STATEMENTS, MOST_OF_A_CASE = 30.0, 10, 16
LINK = re.compile(r'<a\b[^>]*\shref="([^"]+)"')
FILLED_IN = re.compile(r"'[^']*'|\b\d+\b")
LISTED = re.compile(r"\((?:'?[\w-]+'?, )+'?[\w-]+'?\)")
NOT_PAGES = ("/static/", "/media/", "/accounts/logout/")
COMPANY = re.compile(r'action="([^"]*act-for[^"]*)"')


@dataclass(frozen=True, kw_only=True)
class Cost:
    """One page, as one person met it; CPU in milliseconds beyond the empty view's."""

    name: str
    address: str
    person: str
    cpu: float
    statements: int
    alike: int
    """How many of them are the same but for what is filled in, at most."""
    size: int

    @property
    def too_dear(self) -> bool:
        most = MOST_OF_A_CASE if self.name == "desk:case" else MOST_STATEMENTS
        return self.cpu > MOST_CPU or self.statements > most

    def __str__(self) -> str:
        told = (self.name, self.person, f"{self.cpu:.0f}", self.statements, self.alike, f"{self.size / 1000:.0f}")
        return f"| {' | '.join(map(str, told))} | {self.address} |"


@dataclass(kw_only=True)
class Walk:
    """Everybody's way through the portal: what it cost, and what was offered in vain (address, page, answer)."""

    met: Counter[str] = field(default_factory=Counter)
    refused: set[tuple[str, str, int]] = field(default_factory=set)

    def of(self, client: Client) -> Iterator[tuple[str, str]]:
        """Name and address of the pages to be measured, as one person comes by them."""
        from django.urls import Resolver404, resolve

        waiting, led_here = deque(["/"]), {"/": "–"}
        seen: Counter[str] = Counter()
        while waiting and seen.total() < FOLLOWED:
            address = waiting.popleft()
            try:
                name = resolve(urlsplit(address).path).view_name
            except Resolver404:
                continue
            if seen[name] >= OFTEN:
                continue
            seen[name] += 1
            answer = client.get(address)
            if answer.status_code >= 400:
                self.refused.add((address, led_here[address], answer.status_code))
            if answer.status_code != 200 or answer.streaming or "text/html" not in answer["Content-Type"]:
                continue
            for link in LINK.findall(answer.content.decode()):
                target = urldefrag(urljoin(address, link.replace("&amp;", "&"))).url
                if target.startswith("/") and not target.startswith(NOT_PAGES) and target not in led_here:
                    led_here[target] = address
                    waiting.append(target)
            if not self.met[name] or (seen[name] == OFTEN and self.met[name] < OFTEN):
                self.met[name] += 1
                yield name, address


def costs(walk: Walk) -> Iterator[Cost]:
    """Everybody's pages, one person after the other, strangers first."""
    from django.test import Client

    from accounts.people import Person
    from bench.cases import BACKEND

    for person in [None, *Person.objects.filter(is_active=True).order_by("pk")[:60]]:
        client = Client(headers={"accept-language": "zh-CN"})
        if person:
            client.force_login(person, backend=BACKEND)
            if company := COMPANY.search(client.get("/accounts/companies/").content.decode()):
                client.post(company[1])
        for name, address in walk.of(client):
            yield _measured(client, name, address, person.username if person else "anybody")


def _measured(client: Client, name: str, address: str, person: str) -> Cost:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        size = len(client.get(address).content)
        shapes = Counter(FILLED_IN.sub("?", LISTED.sub("(…)", query["sql"])) for query in seen.captured_queries)
    empty, spent = side_by_side(lambda: client.get("/bench/empty/"), lambda: client.get(address), runs=RUNS)
    return Cost(
        name=name,
        address=address,
        person=person,
        cpu=(spent - empty) * 1000,
        statements=shapes.total(),
        alike=max(shapes.values(), default=0),
        size=size,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="print every page")
    wanted = parser.parse_args()
    os.environ.update(DEMO="1", DEMO_SIZE=os.environ.get("DEMO_SIZE", "small"))
    set_up()
    from django.conf import settings

    settings.ROOT_URLCONF = "bench.empty"
    walk = Walk()
    with ground():
        from portal.demo import seed

        seed()
        found = sorted(costs(walk), key=lambda cost: -cost.cpu)
    dear = [cost for cost in found if cost.too_dear]
    print("| page | who | CPU more, ms | statements | alike | kB | address |\n|---|---|---|---|---|---|---|")
    print(*(found if wanted.all else dear), sep="\n")
    print(f"\n{len(found)} pages of {len(walk.met)} addresses; {len(dear)} above a target")
    for address, page, answer in sorted(walk.refused):
        print(f"offered in vain: {address} on {page}: {answer}")


if __name__ == "__main__":
    main()

"""People who use the portal while it fails: they read, they save, and they remember what they were told."""

from __future__ import annotations

import threading
import time
from collections import Counter
from dataclasses import dataclass, field

import httpx
from lxml import html

PASSWORD = "demo-Tongban-2026"  # noqa: S105  published on the sign-in page of every demo
WRITTEN = "business-place"
"""The field of the draft the applicant writes in."""
PAGES = ("/", "/services/freight-licence-establish/", "/verify/", "/desk/", "/health/")


@dataclass
class Told:
    """What visitors were answered: how often by which code, the longest wait in seconds, and the last word “saved”."""

    answers: Counter[str] = field(default_factory=Counter)
    longest: float = 0.0
    saved: str = ""
    sent: str = ""

    @property
    def errors(self) -> int:
        """Answers nobody should see: 500, as against “busy, try again” (503) and a connection that broke."""
        return self.answers["500"]

    def __str__(self) -> str:
        pages = sum(number for code, number in self.answers.items() if code[0] in "23")
        return (
            f"{pages} pages, {self.answers['503']} “try again”, {self.answers['broken']} broken connections, "
            f"{self.errors} × 500"
        )


def signed_in(address: str, username: str) -> httpx.Client:
    """A browser's session of a person of the demo."""
    client = httpx.Client(base_url=address, timeout=30, headers={"Accept-Language": "en"})
    page = form_of(client.get("/accounts/login/").text, "login") | {"login": username, "password": PASSWORD}
    answer = client.post("/accounts/login/", data=page)
    if answer.status_code != 302:
        raise RuntimeError(f"{username} cannot sign in: {answer.status_code}")
    return client


def form_of(page: str, field: str) -> dict[str, str]:
    """The fields of the form that has `field`, as a browser would send them. Raises LookupError."""
    for form in html.document_fromstring(page).forms:
        if field in form.fields:
            return {name: value or "" for name, value in form.form_values()}
    raise LookupError(field)


class Visitors:
    """A reader, an official and an applicant who saves a draft again and again, until `leave`."""

    def __init__(self, address: str, draft: str) -> None:
        self.address, self.draft, self.told = address, draft, Told()
        self._stop, self._lock = threading.Event(), threading.Lock()
        self.applicant = signed_in(address, "chen")
        self._people = [
            threading.Thread(target=self._read, args=(httpx.Client(base_url=address, timeout=30),)),
            threading.Thread(target=self._read, args=(signed_in(address, "clerk"),)),
            threading.Thread(target=self._save),
        ]

    def come(self) -> Visitors:
        for person in self._people:
            person.start()
        return self

    def leave(self) -> Told:
        self._stop.set()
        for person in self._people:
            person.join(60)
        return self.told

    def _count(self, client: httpx.Client, method: str, path: str, **sent: dict[str, str]) -> httpx.Response | None:
        began = time.monotonic()
        try:
            answer = client.request(method, path, **sent)
            code = str(answer.status_code)
        except httpx.HTTPError:
            answer, code = None, "broken"
        with self._lock:
            self.told.answers[code] += 1
            self.told.longest = max(self.told.longest, time.monotonic() - began)
        return answer

    def _read(self, client: httpx.Client) -> None:
        while not self._stop.is_set():
            for path in PAGES:
                self._count(client, "GET", path)
            time.sleep(0.05)

    def _save(self) -> None:
        number = 0
        while not self._stop.is_set():
            number += 1
            page = self._count(self.applicant, "GET", self.draft)
            if page is not None and page.status_code == 200:
                values = form_of(page.text, WRITTEN)
                self.told.sent = values[WRITTEN] = f"人民路{number}号"
                answer = self._count(self.applicant, "POST", f"{self.draft}save/", data=values)
                if answer is not None and answer.status_code == 200:
                    self.told.saved = values[WRITTEN]
            time.sleep(0.1)

    def stored(self) -> str:
        """What the draft says now."""
        return form_of(self.applicant.get(self.draft).text, WRITTEN).get(WRITTEN, "")

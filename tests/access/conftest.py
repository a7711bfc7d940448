"""Walks over every address do without what is the same at each: how a refusal looks, who it is that comes again."""

from __future__ import annotations

import logging
from copy import copy, deepcopy
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse

from accounts.people import Person
from accounts.signing_in.backend import Backend
from portal import urls
from portal.edge import middleware
from portal.edge.sessions import SEEN


@pytest.fixture
def in_one_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """Walks over every address meet refusals most of the time; how those look is shown elsewhere: here their number.

    Nor is each written down: that refusals are is shown elsewhere, too.
    """
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)
    for status in (403, 404):
        monkeypatch.setattr(urls, f"handler{status}", lambda *_, status=status, **__: HttpResponse(status=status))
    monkeypatch.setattr(middleware, "render", lambda *_, status: HttpResponse(status=status))


@pytest.fixture
def known_at_the_door(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who comes thousands of times is read once, session and person; each visit has a copy of its own, as if read."""
    sessions: dict[str, dict[str, Any]] = {}
    people: dict[Any, Person | None] = {}
    load, get_user = SessionStore.load, Backend.get_user

    def session_of(store: SessionStore) -> dict[str, Any]:
        key = store.session_key
        if key not in sessions:
            found = load(store)
            if SEEN not in found:
                return found  # nobody came with it yet
            sessions[key] = found
        return deepcopy(sessions[key])

    def person_of(backend: Backend, user_id: Any) -> Person | None:
        if user_id not in people:
            people[user_id] = get_user(backend, user_id)
        return copy(people[user_id])

    monkeypatch.setattr(SessionStore, "load", session_of)
    monkeypatch.setattr(Backend, "get_user", person_of)

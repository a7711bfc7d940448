"""Views of a list that are kept: its filters and order under a title, one's own or shared with a role.

Who keeps them is named in the setting VIEWS_OF_LISTS; this room only knows what a view is and what of an address may
be kept. Words that are searched are not kept: they may name a person.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict
from django.utils.module_loading import import_string

from pages.lists.definition import SORT, List
from pages.lists.filters import Words


@dataclass(frozen=True, kw_only=True)
class KeptView:
    """A view somebody may open; `shared_by` names who shared it, "" for one's own; `forget_at` where it is dropped."""

    title: str
    query: str
    shared_by: str = ""
    shared_with: Any = ""
    forget_at: str = ""


@dataclass(frozen=True, kw_only=True)
class Views:
    """The views of a list for one reader, where another is kept, and with whom it may be shared: (name, label)."""

    known: Sequence[KeptView]
    keep_at: str
    share_with: Sequence[tuple[str, Any]] = ()


class Keeper(Protocol):
    """Whoever keeps views."""

    def __call__(self, person: Any, what: List[Any], /) -> Views: ...


def what_is_kept(what: List[Any], person: Any, chosen: QueryDict) -> str:
    """The query of a view: valid filters and the order, without words, places and whatever else an address holds."""
    filters = what.filtered(person, chosen)
    kept = {
        name: text
        for name, text in filters.chosen.items()
        if name not in filters.form.errors and not isinstance(filters.filters[name], Words)
    }
    sort = what.sorted_by(chosen)
    return urlencode({**kept, **({SORT: sort} if sort != what.order else {})})


def views_of(person: Any, what: List[Any]) -> Views:
    """The views of a list that somebody may open."""
    return _keeper()(person, what)


@cache
def _keeper() -> Callable[[Any, List[Any]], Views]:
    found: Keeper = import_string(settings.VIEWS_OF_LISTS)
    return found

"""What somebody has to do for a company, and by when: each app tells its own, the home lays them out.

Knows nothing of what is to be done. An app gives a function of the company, the person and the day, and names it in
the setting ERRANDS; an errand leads to the one page on which it is done.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, kw_only=True)
class Errand:
    """One thing to do: `title` says what, `about` in which matter, `happens` what follows when nobody does it.

    `due` is the last day; None where no day is set.
    """

    title: Any
    address: str
    about: str = ""
    due: datetime.date | None = None
    happens: Any = ""


Teller = Callable[[Any, Any, datetime.date], Iterable[Errand]]
"""What an app ships: (company, person, on) → what is to be done."""


def errands(company: Any, person: Any, *, on: datetime.date) -> list[Errand]:
    """Everything there is to do, what is due first before what is due later, what has no day last."""
    found = list(_told(company, person, on))
    return sorted(found, key=lambda errand: (errand.due is None, errand.due or on))


def _told(company: Any, person: Any, on: datetime.date) -> Iterator[Errand]:
    for path in settings.ERRANDS:
        teller: Teller = import_string(path)
        yield from teller(company, person, on)

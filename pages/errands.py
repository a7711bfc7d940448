"""What somebody has to do for a company, and by when: each app tells its own, the home lays them out.

Knows nothing of what is to be done. An app gives the kinds of things to do (`KINDS`) and names them in the setting
ERRANDS; an errand leads to the one page on which it is done. Most kinds ask nothing of most companies: which of them
do is asked in one statement.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from pages.statements import Asked, AskedDay, WhichHaveAny


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


@dataclass(frozen=True, kw_only=True)
class Whom:
    """For which company, for whom, on which day: as they are, or as they are filled into a kept statement."""

    company: Any
    person: Any
    on: Any

    def later(self, days: Callable[[], int]) -> Any:
        """The day so many days on; how many may change with the law or the settings."""
        return AskedDay("on", days) if isinstance(self.on, Asked) else self.on + datetime.timedelta(days=days())


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of thing to do: the rows that ask for it, and what they ask.

    Without `rows` it is asked each time. `rows` only compares with what `Whom` gives; a rule that no statement can put
    is left to `tell`, which is given the rows of this company, person and day.
    """

    rows: Callable[[Whom], QuerySet[Any]] | None
    tell: Callable[[Any, Whom], Iterable[Errand]]


def errands(company: Any, person: Any, *, on: datetime.date) -> list[Errand]:
    """Everything there is to do, what is due first before what is due later, what has no day last."""
    whom = Whom(company=company, person=person, on=on)
    found = list(told_by(_asking(whom), whom))
    return sorted(found, key=lambda errand: (errand.due is None, errand.due or on))


def told_by(kinds: Iterable[Kind], whom: Whom) -> Iterator[Errand]:
    """What some kinds ask of somebody."""
    for kind in kinds:
        yield from kind.tell(kind.rows(whom) if kind.rows else None, whom)


def _asking(whom: Whom) -> list[Kind]:
    """The kinds that have rows for somebody, and those that cannot tell by rows."""
    found = iter(_which_ask()(company=whom.company.pk, person=whom.person.pk, on=whom.on))
    return [kind for kind in _kinds() if kind.rows is None or next(found)]


@cache
def _kinds() -> tuple[Kind, ...]:
    return tuple(kind for path in settings.ERRANDS for kind in import_string(path))


@cache
def _which_ask() -> WhichHaveAny:
    whom = Whom(company=Asked("company"), person=Asked("person"), on=Asked("on"))
    return WhichHaveAny(lambda: [kind.rows(whom) for kind in _kinds() if kind.rows is not None])

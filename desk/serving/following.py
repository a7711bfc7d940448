"""A letter that reached nobody moves on by itself: which way comes next, by when, and whom its office has to tell.

Each app gives its own letters and tells its own people; what is asked here of a letter is its number, its day and
whether it was served.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from desk.serving.models import PublicNotice, ServiceAttempt, ServiceTold
from papers.serving.days import serve_by
from papers.serving.ladder import NEXT, next_way
from papers.serving.reaching import reached
from papers.serving.rows import MustBeServed, Way

Waiting = TypeVar("Waiting", bound=MustBeServed)
OVERDUE = "overdue"


@dataclass(frozen=True, kw_only=True)
class Standing(Generic[Waiting]):
    """A letter that reached nobody yet: what was tried, what comes next, by when it is to have been served.

    Announced, it waits for the end of the notice's period and is not late any more.
    """

    letter: Waiting
    tried: tuple[ServiceAttempt, ...]
    notice: PublicNotice | None
    next_way: Way
    due: datetime.date | None
    is_overdue: bool

    @property
    def next_step(self) -> Any:
        """What is to be done; announced, it waits for the end of the period."""
        return (
            _("It was announced: it counts as served when the period is over") if self.notice else NEXT[self.next_way]
        )


def standing_of(letters: Iterable[Waiting], *, on: datetime.date) -> Sequence[Standing[Waiting]]:
    """How the service of some letters stands on a day."""
    waiting = list(letters)
    numbers = [letter.number for letter in waiting]
    tried: dict[str, list[ServiceAttempt]] = defaultdict(list)
    for attempt in ServiceAttempt.objects.filter(letter__in=numbers).select_related("scan").order_by("pk"):
        tried[attempt.letter].append(attempt)
    notices = {notice.letter: notice for notice in PublicNotice.objects.filter(letter__in=numbers)}
    return [_standing(letter, tried[letter.number], notices.get(letter.number), on=on) for letter in waiting]


def _standing(
    letter: Waiting, tried: Sequence[ServiceAttempt], notice: PublicNotice | None, *, on: datetime.date
) -> Standing[Waiting]:
    due = notice.served_on if notice else serve_by(letter.dated)
    return Standing(
        letter=letter,
        tried=tuple(tried),
        notice=notice,
        next_way=Way.NOTICE if notice else next_way(tried, dated=letter.dated, on=on),
        due=due,
        is_overdue=notice is None and due is not None and on > due,
    )


def to_tell(standing: Standing[Any]) -> list[str]:
    """What its office has to be told of a letter: the way that comes next, and that it is late."""
    if standing.notice or standing.next_way == Way.OPENED:
        return []
    return [standing.next_way.value, *([OVERDUE] if standing.is_overdue else [])]


def tell_once(standings: Iterable[Standing[Waiting]], tell: Callable[[Standing[Waiting], str], object]) -> int:
    """Tell what nobody was told yet, each in one transaction with the row that says so; returns how much is new."""
    wanted = [(one, what) for one in standings for what in to_tell(one)]
    rows = ServiceTold.objects.filter(letter__in={one.letter.number for one, _what in wanted})
    told = set(rows.values_list("letter", "what"))
    fresh = [(one, what) for one, what in wanted if (one.letter.number, what) not in told]
    return sum(_tell(one, what, tell) for one, what in fresh)


def _tell(one: Standing[Waiting], what: str, tell: Callable[[Standing[Waiting], str], object]) -> bool:
    with transaction.atomic():
        _row, is_new = ServiceTold.objects.get_or_create(letter=one.letter.number, what=what)
        if is_new:
            tell(one, what)
    return is_new


def announced_over(*, on: datetime.date) -> QuerySet[PublicNotice, str]:
    """The numbers of letters whose public notice ran its period, served by it or meanwhile: to ask with, not to read.

    They become more every year, those of them that are not served stay few.
    """
    return PublicNotice.objects.filter(served_on__lt=on).values_list("letter", flat=True)


def serve_announced(
    standings: Iterable[Standing[Waiting]], tell: Callable[[Waiting, datetime.date], object], *, on: datetime.date
) -> int:
    """Letters whose public notice ran its period count as served; returns how many. Harmless to repeat."""
    over = [(one.letter, one.notice) for one in standings if one.notice and on > one.notice.served_on]
    return sum(_serve(letter, notice, tell) for letter, notice in over)


def _serve(letter: Waiting, notice: PublicNotice, tell: Callable[[Waiting, datetime.date], object]) -> bool:
    with transaction.atomic():
        is_new = reached(
            letter, way=Way.NOTICE, served_on=notice.served_on, by=None, proof=notice.where, acknowledgement=notice.scan
        )
        if is_new:
            tell(letter, notice.served_on)
    return is_new

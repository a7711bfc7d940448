"""The days a bulletin is about, and when it is made: daily 07:30, weekly on Monday, monthly on the first."""

from __future__ import annotations

import datetime

from hotline.bulletins.models import Kind

MADE_AT = datetime.time(7, 30)
"""Not before: of the day before, of the week and the month that ended with it (F-10.14; the law says by the fifth)."""
ONE_DAY = datetime.timedelta(days=1)


def last_period(kind: str, today: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The newest period that is over, both days included."""
    if kind == Kind.DAILY:
        return today - ONE_DAY, today - ONE_DAY
    if kind == Kind.WEEKLY:
        until = today - datetime.timedelta(days=today.isoweekday())
        return until - datetime.timedelta(days=6), until
    until = today.replace(day=1) - ONE_DAY
    return until.replace(day=1), until


def before(kind: str, since: datetime.date) -> datetime.date:
    """The first day of the period before one that begins on a day."""
    return last_period(kind, since)[0]

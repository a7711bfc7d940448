"""How a limit and an edition of the working calendar are shown."""

from __future__ import annotations

from typing import Protocol

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from clock.editions import Edition
from clock.limits import Limit
from pages.looks import Look, Tone, badge, look


class Running(Protocol):
    """Whatever has one limit that counts now."""

    running: Limit


LIMITS: dict[str, Look] = {
    "unknown": look("", Tone.DANGER, "x-circle"),
    "stopped": look("", Tone.QUIET, "pause-circle"),
    "red": look("", Tone.DANGER, "exclamation-circle"),
    "yellow": look("", Tone.WARNING, "clock"),
    "green": look("", Tone.SUCCESS, "clock"),
}
EDITIONS: dict[str, Look] = {
    "waiting": look(gettext_lazy("not released"), Tone.WARNING, "clock"),
    "in force": look(gettext_lazy("in force"), Tone.SUCCESS, "check-circle"),
    "earlier": look(gettext_lazy("earlier"), Tone.QUIET, "minus-circle"),
}


def look_of_limit(limit: Limit, *, counts_days: bool) -> Look:
    """The day a limit ends and how it stands; with `counts_days` how many working days are left, too."""
    if limit.unknown_year:
        return LIMITS["unknown"].called(_unknown(limit))
    if limit.is_stopped:
        return LIMITS["stopped"].called(_stopped(limit.left or 0))
    day = date_format(limit.due, "Y-m-d") if limit.due else "–"
    overdue, today = _("overdue"), _("today")
    if limit.light == "red":
        return LIMITS["red"].called(f"{day} · {overdue}")
    if limit.light == "yellow":
        return LIMITS["yellow"].called(f"{day} · {today}")
    return LIMITS["green"].called(f"{day} · {_left(limit.left or 0)}" if counts_days else day)


def mark_of_limit(limit: Limit | None, *, counts_days: bool = False) -> SafeString | str:
    """The mark of a limit, a dash where there is none."""
    return badge(look_of_limit(limit, counts_days=counts_days)) if limit else "–"


def _unknown(limit: Limit) -> str:
    missing = _("calendar for %(year)s missing") % {"year": limit.unknown_year}
    overdue = _("overdue")
    return f"{overdue} · {missing}" if limit.is_overdue else missing


def _stopped(days: int) -> str:
    told = ngettext("stopped, %(n)s working day left", "stopped, %(n)s working days left", days)
    return told % {"n": days}


def _left(days: int) -> str:
    return ngettext("%(n)s working day left", "%(n)s working days left", days) % {"n": days}


def look_of_edition(edition: Edition, *, in_force: Edition | None) -> Look:
    """Whether an edition of the calendar waits for release, counts, or counted once."""
    if not edition.is_released:
        return EDITIONS["waiting"]
    return EDITIONS["in force" if edition == in_force else "earlier"]

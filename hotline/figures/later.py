"""Figures of calls and of what came of it: answered, solved at once, heard within a day, money, four weeks later."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hotline.figures import counting
from hotline.figures.making import NOT_REACHED, HotlineFigure, figure

_NOT_ASKED = _("Callers nobody has a number of: they cannot be asked.")

LATER: tuple[HotlineFigure, ...] = (
    figure(
        "calls-answered",
        _("Calls answered"),
        _("calls that were answered"),
        _("calls reported by the telephone exchange"),
        counting.calls_answered,
        counting.calls,
        left_out=_("Calls that ring still. Of whose end nothing was heard for four hours counts as it is known."),
    ),
    figure(
        "calls-returned",
        _("Missed calls returned"),
        _("of these, callers who were reached when called back"),
        _("calls nobody answered"),
        counting.calls_returned,
        counting.calls_missed,
        left_out=_("Calls whose number was withheld: nobody can call back."),
    ),
    figure(
        "solved-at-first",
        _("Solved at the first handling"),
        _("callers who say after the first handling that it is solved"),
        _("callers who were reached after the first handling"),
        counting.solved_at_first,
        counting.first_called_back,
        left_out=NOT_REACHED,
    ),
    figure(
        "first-contact",
        _("First contact within a day"),
        _("tickets of drivers whose handler reached the caller within twenty-four hours of the call"),
        _("tickets of drivers that were received in the period and accepted"),
        counting.reached_in_a_day,
        counting.of_drivers,
    ),
    figure(
        "recovered",
        _("Money recovered"),
        _("of these, tickets whose caller got money"),
        _("tickets with money in dispute whose reply went out"),
        counting.money_recovered,
        counting.money_in_dispute,
    ),
    figure(
        "asked-afterwards",
        _("Answered four weeks later"),
        _("callers who answered"),
        _("callers who were asked four weeks later"),
        counting.answered_afterwards,
        counting.asked_afterwards,
        left_out=_NOT_ASKED,
    ),
    figure(
        "still-solved",
        _("Still solved four weeks later"),
        _("callers who say that it is still solved"),
        _("callers who were asked four weeks later: silence is not satisfaction"),
        counting.still_solved,
        counting.asked_afterwards,
        left_out=_NOT_ASKED,
    ),
)

"""Figures of the hotline under the ministry's names: each ONE definition and the tickets behind (§ 10.5)."""

from __future__ import annotations

from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from accounts.permissions import READ_TICKETS, SEE_HOTLINE
from hotline.figures import counting
from hotline.rulebook.reading import rulebook_in_force
from pages.counted.figure import NOTHING, TODAY, Counting, Figure, Words

SEEING = (SEE_HOTLINE, READ_TICKETS)
_RUNNING = _("Limits that still run, and those nobody can tell because the calendar of their year is not entered.")
_NOT_REACHED = _("Callers who were not reached, and anonymous ones. Silence is never satisfaction.")


def _figure(
    code: str,
    title: Words,
    counted: Words,
    of: Words,
    numerator: Counting,
    denominator: Counting,
    *,
    target: int | None = None,
    left_out: Words = NOTHING,
) -> Figure:
    return Figure(
        code=code,
        title=title,
        counted=counted,
        of=of,
        numerator=numerator,
        denominator=denominator,
        permissions=SEEING,
        target=target,
        left_out=left_out,
    )


ALONE: tuple[Figure, ...] = (
    _figure(
        "transfer-in-time",
        _("Transferred within two hours"),
        _("tickets of drivers given to a desk within two hours of the call"),
        _("tickets of drivers that were received in the days and accepted"),
        counting.transferred_in_time,
        counting.of_drivers,
        target=100,
    ),
    _figure(
        "at-once",
        _("Answered in the call"),
        _("consultations answered in the call"),
        _("consultations that were received"),
        counting.answered_at_once,
        counting.consultations,
        target=95,
    ),
    _figure(
        "complaints-on-time",
        _("Complaints replied in time"),
        _("replies to complaints by their day, extensions granted in time counted in"),
        _("replies to complaints that were due"),
        counting.replied_in_time(complaints=True),
        counting.replies_due(complaints=True),
        target=98,
        left_out=_RUNNING,
    ),
    _figure(
        "others-on-time",
        _("Other tickets replied in time"),
        _("replies to other tickets by their day"),
        _("replies to other tickets that were due"),
        counting.replied_in_time(complaints=False),
        counting.replies_due(complaints=False),
        target=98,
        left_out=_RUNNING,
    ),
    _figure(
        "called-back",
        _("Call-backs made"),
        _("call-backs that were made, reached or tried by the rule"),
        _("call-backs that were due"),
        counting.called_back,
        counting.call_backs_due,
        target=100,
        left_out=_RUNNING,
    ),
    _figure(
        "responded",
        _("Response"),
        _("callers who say that they were contacted in time"),
        _("callers who were reached"),
        counting.contacted_in_time,
        counting.reached,
        target=90,
        left_out=_NOT_REACHED,
    ),
    _figure(
        "solved",
        _("Solved"),
        _("callers who say that it is solved, or partly and that they agree"),
        _("callers who were reached"),
        counting.solved,
        counting.reached,
        target=80,
        left_out=_NOT_REACHED,
    ),
    _figure(
        "solved-partly",
        _("Solved in part"),
        _("callers who say that it is solved partly and agree"),
        _("callers who were reached"),
        counting.solved_partly,
        counting.reached,
        left_out=_NOT_REACHED,
    ),
    _figure(
        "satisfied",
        _("Satisfied"),
        _("callers who gave four or five of five"),
        _("callers who were reached"),
        counting.satisfied,
        counting.reached,
        target=80,
        left_out=_NOT_REACHED,
    ),
    _figure(
        "complaints-satisfied",
        _("Satisfied with the call-back of complaints"),
        _("complainants who gave four or five of five"),
        _("complainants who were reached"),
        counting.complaints_satisfied,
        counting.complaints_reached,
        target=80,
        left_out=_NOT_REACHED,
    ),
    _figure(
        "redone",
        _("Unsatisfied and redone in time"),
        _("tickets redone by their day"),
        _("tickets that were to be redone"),
        counting.redone_in_time,
        counting.redos_due,
        target=100,
        left_out=_RUNNING,
    ),
    _figure(
        "reviewed",
        _("Complaints reviewed by a second person"),
        _("of these, complaints whose reply somebody else reviewed"),
        _("complaints that were struck off"),
        counting.complaints_reviewed,
        counting.complaints_struck_off,
        target=100,
    ),
)

NOW: dict[str, tuple[Words, Counting]] = {
    "unsigned": (_("not signed for"), counting.unsigned_now),
    "due-today": (_("due today"), counting.due_today),
    "overdue": (_("overdue"), counting.overdue_now),
    "urgent": (_("urgent"), counting.urgent_now),
}


def _of_today() -> tuple[Figure, ...]:
    return tuple(
        Figure(
            code=f"now-{name}",
            title=_("What waits now"),
            counted=_("open tickets of this sort"),
            of=_("tickets that are not over"),
            numerator=rows,
            denominator=counting.open_now,
            permissions=SEEING,
            period=TODAY,
            group="now",
            label=label,
        )
        for name, (label, rows) in NOW.items()
    )


def _name_of(theme: str) -> Words:
    """Read when it is shown: in the reader's language, from the rulebook in force then."""
    return lazy(lambda: rulebook_in_force(on=timezone.localdate()).term("themes", theme).name, str)()


def _of_themes() -> tuple[Figure, ...]:
    themes = rulebook_in_force(on=timezone.localdate()).terms["themes"]
    return tuple(
        Figure(
            code=f"theme-{theme}",
            title=_("What callers tell of"),
            counted=_("tickets of this theme"),
            of=_("tickets that were received"),
            numerator=counting.about(theme),
            denominator=counting.received,
            permissions=SEEING,
            group="themes",
            label=_name_of(theme),
        )
        for theme in themes
    )


GROUPS: dict[str, tuple[Words, Words, Words]] = {
    "now": (_("What waits now"), _("State"), _("Tickets")),
    "themes": (_("What callers tell of"), _("Theme"), _("Tickets")),
}
"""The charts: title, of what, what is counted."""
FIGURES = {one.code: one for one in (*ALONE, *_of_today(), *_of_themes())}

"""Figures of the hotline under the ministry's names: each ONE definition and the tickets behind (§ 10.5)."""

from __future__ import annotations

from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from hotline.figures import counting
from hotline.figures.counting import Count
from hotline.figures.later import LATER
from hotline.figures.making import NOT_REACHED, RUNNING, HotlineFigure, figure
from hotline.rulebook.reading import rulebook_in_force
from pages.counted.figure import TODAY, Words

ALONE: tuple[HotlineFigure, ...] = (
    figure(
        "complaints",
        _("Complaints"),
        _("complaints"),
        _("tickets that were received"),
        counting.complaints,
        counting.received,
    ),
    figure(
        "transfer-in-time",
        _("Transferred within two hours"),
        _("tickets of drivers given to a desk within two hours of the call"),
        _("tickets of drivers received in the period, except those answered at once, not accepted or diverted"),
        counting.transferred_in_time,
        counting.transfers_due,
        target=100,
        left_out=_("Tickets not given to a desk yet whose two hours still run."),
    ),
    figure(
        "at-once",
        _("Answered in the call"),
        _("consultations answered in the call"),
        _("consultations that were received"),
        counting.answered_at_once,
        counting.consultations,
        target=95,
    ),
    figure(
        "at-once-satisfied",
        _("Satisfied with the answer in the call"),
        _("callers who gave four or five of five for the answer in the call"),
        _("callers answered in the call who gave stars when they were asked the next day"),
        counting.at_once_satisfied,
        counting.at_once_rated,
        left_out=_("Callers who did not answer. Silence is never satisfaction."),
    ),
    figure(
        "on-time",
        _("Replied in time"),
        _("replies by their day, extensions granted in time counted in"),
        _("replies that were due"),
        counting.all_replied_in_time,
        counting.all_replies_due,
        target=98,
        left_out=RUNNING,
    ),
    figure(
        "complaints-on-time",
        _("Complaints replied in time"),
        _("replies to complaints by their day, extensions granted in time counted in"),
        _("replies to complaints that were due"),
        counting.replied_in_time(complaints=True),
        counting.replies_due(complaints=True),
        target=98,
        left_out=RUNNING,
    ),
    figure(
        "others-on-time",
        _("Other tickets replied in time"),
        _("replies to other tickets by their day"),
        _("replies to other tickets that were due"),
        counting.replied_in_time(complaints=False),
        counting.replies_due(complaints=False),
        target=98,
        left_out=RUNNING,
    ),
    figure(
        "called-back",
        _("Call-backs made"),
        _("call-backs that were made, reached or tried by the rule"),
        _("call-backs that were due"),
        counting.called_back,
        counting.call_backs_due,
        target=100,
        left_out=RUNNING,
    ),
    figure(
        "responded",
        _("Response"),
        _("callers who say that they were contacted in time"),
        _("callers who were reached"),
        counting.contacted_in_time,
        counting.reached,
        target=90,
        left_out=NOT_REACHED,
    ),
    figure(
        "solved",
        _("Solved"),
        _("callers who say that it is solved, or partly and that they agree"),
        _("callers who were reached"),
        counting.solved,
        counting.reached,
        target=80,
        left_out=NOT_REACHED,
    ),
    figure(
        "solved-partly",
        _("Solved in part"),
        _("callers who say that it is solved partly and agree"),
        _("callers who were reached"),
        counting.solved_partly,
        counting.reached,
        left_out=NOT_REACHED,
    ),
    figure(
        "satisfied",
        _("Satisfied"),
        _("callers who gave four or five of five"),
        _("callers who were reached"),
        counting.satisfied,
        counting.reached,
        target=80,
        left_out=NOT_REACHED,
    ),
    figure(
        "complaints-satisfied",
        _("Satisfied with the call-back of complaints"),
        _("complainants who gave four or five of five"),
        _("complainants who were reached"),
        counting.complaints_satisfied,
        counting.complaints_reached,
        target=80,
        left_out=NOT_REACHED,
    ),
    figure(
        "redone",
        _("Unsatisfied and redone in time"),
        _("tickets redone by their day"),
        _("tickets that were to be redone"),
        counting.redone_in_time,
        counting.redos_due,
        target=100,
        left_out=RUNNING,
    ),
    figure(
        "reviewed",
        _("Complaints reviewed by a second person"),
        _("of these, complaints whose reply somebody else reviewed"),
        _("complaints that were struck off"),
        counting.complaints_reviewed,
        counting.complaints_struck_off,
        target=100,
    ),
    figure(
        "repeats",
        _("Reported again"),
        _("tickets of a caller whose ticket about the same matter was struck off shortly before"),
        _("tickets that were received"),
        counting.received_again,
        counting.received,
    ),
    figure(
        "hot-objects",
        _("The same object again and again"),
        _("complaints about an object that had been complained of several times already"),
        _("complaints that were received"),
        counting.complaints_of_hot_objects,
        counting.complaints,
    ),
    figure(
        "listed",
        _("Listed for supervision"),
        _("of these, of the third level"),
        _("letters of supervision that were written"),
        counting.listed,
        counting.supervised,
    ),
    *LATER,
)

NOW: dict[str, tuple[Words, Count]] = {
    "unsigned": (_("not signed for"), counting.unsigned_now),
    "due-today": (_("due today"), counting.due_today),
    "overdue": (_("overdue"), counting.overdue_now),
    "urgent": (_("urgent"), counting.urgent_now),
    "noticed": (_("supervised: level 2"), counting.at_level(2)),
    "listed": (_("supervised: level 3, listed"), counting.at_level(3)),
}


def _of_today() -> tuple[HotlineFigure, ...]:
    return tuple(
        figure(
            f"now-{name}",
            _("What waits now"),
            _("open tickets of this sort"),
            _("tickets that are not over"),
            rows,
            counting.open_now,
            period=TODAY,
            group="now",
            label=label,
        )
        for name, (label, rows) in NOW.items()
    )


def _name_of(theme: str) -> Words:
    """Read when it is shown: in the reader's language, from the rulebook in force then."""
    return lazy(lambda: rulebook_in_force(on=timezone.localdate()).term("themes", theme).name, str)()


def _of_themes() -> tuple[HotlineFigure, ...]:
    themes = rulebook_in_force(on=timezone.localdate()).terms["themes"]
    return tuple(
        figure(
            f"theme-{theme}",
            _("What callers report"),
            _("tickets of this theme"),
            _("tickets that were received"),
            counting.about(theme),
            counting.received,
            group="themes",
            label=_name_of(theme),
        )
        for theme in themes
    )


GROUPS: dict[str, tuple[Words, Words, Words]] = {
    "now": (_("What waits now"), _("State"), _("Tickets")),
    "themes": (_("What callers report"), _("Theme"), _("Tickets")),
}
"""The charts: title, of what, what is counted."""
FIGURES = {one.code: one for one in (*ALONE, *_of_today(), *_of_themes())}

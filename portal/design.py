"""The living style page: every component and every state as people meet them, on one page that tests look at too."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.editions.looks import EDITIONS as EDITIONS_OF_DOCUMENTS
from clock.limits import Limit
from clock.looks import EDITIONS, look_of_limit
from hotline.bulletins.looks import STATES as BULLETINS
from hotline.bulletins.looks import TARGETS, TASKS
from hotline.care.looks import APPLICATIONS as OF_CARE
from hotline.care.looks import HARDSHIP, PROGRAMMES
from hotline.chain.looks import DEMANDS
from hotline.channels.looks import KEPT, OWED, TABLE_ROWS
from hotline.insurance.looks import ANSWERS as INSURERS_SAID
from hotline.insurance.looks import ASKED as INSURERS_ASKED
from hotline.insurance.looks import CASES as OF_INSURANCE
from hotline.interviews.looks import INTERVIEWS
from hotline.knowledge.looks import ANSWERS as ANSWERS_OF_THE_HOTLINE
from hotline.measures.looks import MEASURES
from hotline.platforms.looks import STATES as PLATFORMS
from hotline.problems.looks import PROBLEMS
from hotline.telephone.looks import CALLS
from hotline.tickets.looks import HOLDS, LEVELS
from hotline.tickets.looks import LIMITS as TICKET_LIMITS
from hotline.tickets.looks import STEPS as TICKETS
from licensing.applications.counter.forms import ByHandForm
from licensing.applications.looks import TO_OFFICIALS, TREATMENTS
from licensing.casework.marking.looks import FLAGS
from licensing.certificates.looks import STATES, VERDICTS
from licensing.decisions.standing.looks import STANDINGS
from licensing.moving.looks import BUNDLE_STEPS
from licensing.verification.looks import STANDINGS as CREDIT
from materials.catalogue.looks import TREATMENTS as IN_A_GUIDE
from materials.lookups.looks import OUTCOMES
from materials.lookups.looks import STATES as REGISTRIES
from pages.charts.chart import Chart, Mark, Shape
from pages.charts.time import month_mark
from pages.days import CountableDay
from pages.jobs.looks import JOBS
from pages.lists.sample import sample_page
from pages.looks import Look
from post.looks import DELIVERIES
from rating.looks import GRADES, HANDLED
from rating.looks import STATES as RATINGS
from supervision.credit.looks import ANSWERS, CHANGES, COLOURS, FACTS
from supervision.encounters.looks import FOUND, STANDS
from supervision.inspections.looks import STEPS as INSPECTIONS
from supervision.promises.looks import ANSWERS as SAID
from supervision.promises.looks import FAILINGS, PROMISES
from supervision.reviews.looks import ANSWERS as SAID_FOR_A_REVIEW
from supervision.reviews.looks import OUTCOMES as REVIEWED
from supervision.reviews.looks import STATES as REVIEWS
from supervision.visits.looks import CLUES, NEEDS
from supervision.visits.looks import OUTCOMES as VISITS

TABLES: tuple[tuple[Any, Mapping[Any, Look]], ...] = (
    (_("A case"), STANDINGS),
    (_("One's own flag on a case"), FLAGS),
    (_("A step of a one-thing application"), BUNDLE_STEPS),
    (_("A material, to the applicant"), TREATMENTS),
    (_("A material, to an official"), TO_OFFICIALS),
    (_("A material, in a guide"), IN_A_GUIDE),
    (_("A certificate"), STATES),
    (_("The answer of the public check"), VERDICTS),
    (_("Credit of a company"), CREDIT),
    (_("A registry"), REGISTRIES),
    (_("A message on its way"), DELIVERIES),
    (_("An edition of the calendar"), EDITIONS),
    (_("A background task"), JOBS),
    (_("A credit code"), COLOURS),
    (_("A change of a code"), CHANGES),
    (_("A credit fact"), FACTS),
    (_("An objection or a request for repair"), ANSWERS),
    (_("An edition of a document"), EDITIONS_OF_DOCUMENTS),
    (_("A platform"), PLATFORMS),
    (_("An answer of the hotline"), ANSWERS_OF_THE_HOTLINE),
    (_("A programme of care"), PROGRAMMES),
    (_("An application for care"), OF_CARE),
    (_("A case of insurance"), OF_INSURANCE),
    (_("A measure of the hotline"), MEASURES),
    (_("A bulletin of the hotline"), BULLETINS),
    (_("A figure and its target"), TARGETS),
    (_("An interview of the hotline"), INTERVIEWS),
    (_("A problem behind tickets"), PROBLEMS),
    (_("A demand of a driver"), DEMANDS),
    (_("A task of the monthly review"), TASKS),
    (_("What an insurer said"), INSURERS_SAID),
    (_("An insurer that was asked"), INSURERS_ASKED),
    (_("A call to the hotline"), CALLS),
    (_("A row of a table of tickets"), TABLE_ROWS),
    (_("What a registry says of hardship"), HARDSHIP),
    (_("A grade of a rating"), GRADES),
    (_("A service and its rating"), RATINGS),
    (_("Work on a rating"), HANDLED),
    (_("A ticket"), TICKETS),
    (_("A message of another hotline that nobody understood"), KEPT),
    (_("An answer to another hotline"), OWED),
    (_("Supervision of a ticket"), LEVELS),
    (_("A limit of a ticket"), TICKET_LIMITS),
    (_("A condition of striking off"), HOLDS),
    (_("A living promise"), PROMISES),
    (_("What a registry says of a promise"), SAID),
    (_("A promise the register does not confirm"), FAILINGS),
    (_("The yearly review of a vehicle"), REVIEWS),
    (_("How a review ended"), REVIEWED),
    (_("What a registry says for a review"), SAID_FOR_A_REVIEW),
    (_("A visit"), VISITS),
    (_("Clues from visits"), CLUES),
    (_("What a company needs"), NEEDS),
    (_("An inspection"), INSPECTIONS),
    (_("A vehicle met on the road"), FOUND),
    (_("An encounter"), STANDS),
    (_("What a registry answered"), OUTCOMES),
)
"""Every table of looks; a test finds one that is missing."""


class Sample(forms.Form):
    """One field of each sort; shown as it is after a mistake."""

    use_required_attribute = False
    name = forms.CharField(label=_("A word"), help_text=_("Help for filling it in is below."))
    plate = forms.CharField(label=_("A word that is wrong"), help_text=_("The error is shown at its field."))
    day = CountableDay(label=_("A day"))
    choice = forms.ChoiceField(label=_("One of many"), choices=[("a", _("First")), ("b", _("Second"))])
    few = forms.ChoiceField(
        label=_("One of few"), choices=[("a", _("First")), ("b", _("Second"))], widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("Several lines"), widget=forms.Textarea(attrs={"rows": 3}))
    agreed = forms.BooleanField(label=_("A statement that is ticked"))

    def clean_plate(self) -> str:
        raise forms.ValidationError(_("Enter a number plate of seven or eight characters."))


@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """Components and states; nothing on it is about anybody."""
    today = timezone.localdate()
    limits = [
        Limit(start=today, days=5, due=today, left=3),
        Limit(start=today, days=5, due=today, left=0),
        Limit(start=today, days=5, due=today, left=-1),
        Limit(start=today, days=5, due=None, left=2, is_stopped=True),
        Limit(start=today, days=5, due=None, left=None, unknown_year=today.year + 9),
    ]
    sample = {
        "name": "云台",
        "plate": "豫H",
        "day": today.isoformat(),
        "choice": "b",
        "few": "a",
        "reason": "…",
        "agreed": "on",
    }
    context = {
        "charts": _charts(),
        "tables": [*((title, list(table.values())) for title, table in TABLES), (_("A limit"), _looks_of(limits))],
        "form": Sample(sample),
        "by_hand": ByHandForm(auto_id="id_hand_%s"),
        "icons": _signs(),
        "now": timezone.now(),
        "list": sample_page(),
    }
    return render(request, "portal/design.html", context)


def _charts() -> list[Chart]:
    """A chart of each shape; their numbers are nobody's."""
    months = [(datetime.date(2026, month, 1), number) for month, number in enumerate((7, 0, 12, 31, 19, 24), start=7)]
    of_time = [month_mark(day, n, address="#charts", is_first=day.month == 7) for day, n in months]
    named = [Mark(label=str(title), value=len(looks), address="#states") for title, looks in TABLES[:4]]
    return [
        Chart(
            name="columns",
            title=_("Columns, for a course of time"),
            of=_("Month"),
            counted=_("How many"),
            shape=Shape.COLUMNS,
            marks=of_time,
        ),
        Chart(name="bars", title=_("Bars, for what has a name"), of=_("What"), counted=_("How many"), marks=named),
    ]


def _looks_of(limits: list[Limit]) -> list[Look]:
    return [look_of_limit(limit, counts_days=True) for limit in limits]


@cache
def _signs() -> list[str]:
    """The names of the signs that are drawn as outlines, from the sprite itself."""
    drawn = (settings.BASE_DIR / "static/portal/icons.svg").read_text(encoding="utf-8")
    return sorted(re.findall(r'id="([a-z0-9-]+)-outline"', drawn))

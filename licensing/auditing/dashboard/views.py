"""The supervisor's dashboard as a page, a table for a spreadsheet, and the report of a period as PDF."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import SEE_STATISTICS
from accounts.roles import keys_of_visible_authorities
from licensing.auditing.dashboard import events, reading
from licensing.auditing.dashboard.forms import DashboardForm
from licensing.auditing.dashboard.measures import BY_PLACE, MEASURES, Days, before
from licensing.auditing.dashboard.report import report_pdf
from licensing.auditing.registers.columns import is_large
from pages.figures import Figure, figure
from pages.lists.exporting import streamed
from pages.lists.tables import csv_parts
from papers.keys import NoSigningKey


def _counted(request: SignedInRequest) -> tuple[DashboardForm, Days, Figure]:
    form = DashboardForm(request.GET or None, reader=request.user)
    days = form.period(today=timezone.localdate())
    since, until = days
    at = sorted(keys_of_visible_authorities(request.user))
    told = {"authorities": at, "since": since.isoformat(), "until": until.isoformat(), **form.more}
    return form, days, figure("dashboard", is_dear=lambda: is_large(at), **told)


@require_safe
@requires(SEE_STATISTICS)
def page(request: SignedInRequest) -> HttpResponseBase:
    """What is in hand and how it goes; each number opens the rows it counts. With `as=csv` as a file."""
    form, days, found = _counted(request)
    if request.GET.get("as") == "csv":
        if not found.value:
            return _later(request)
        return _csv(request, found.value, days, found.counted_at or timezone.now(), form.team_name)
    context: dict[str, Any] = {"form": form, "since": days[0], "until": days[1], "counted_at": found.counted_at}
    if found.value:
        by_service, by_place = reading.services(found.value, days), reading.places(found.value, days)
        context |= {
            "lines": reading.lines(found.value, days),
            "earlier": before(days),
            "times": reading.whole_times(found.value),
            "heads": [MEASURES[code].title for code in BY_PLACE],
            "services": by_service,
            "places": by_place,
            "teams": reading.teams(found.value, days),
            "waivers": reading.waivers(found.value, days),
            "registries": reading.registries(found.value, days),
            "charts": reading.charts(found.value, days, by_service=by_service, by_place=by_place),
            "query": form.query(days),
        }
    return render(request, "licensing/auditing/dashboard.html", context)


def _later(request: SignedInRequest) -> HttpResponseBase:
    messages.info(request, _("This is a lot to count. Ask for it again in a few minutes."))
    return redirect("dashboard:page")


def _take(request: SignedInRequest, days: Days, as_: str) -> None:
    told = {"format": as_, "since": days[0].isoformat(), "until": days[1].isoformat()}
    events.TAKEN.record(subject="dashboard:licensing", by=request.user, authority=request.user.at, **told)


def _csv(
    request: SignedInRequest, counted: reading.Numbers, days: Days, counted_at: datetime.datetime, team: str
) -> HttpResponseBase:
    _take(request, days, "CSV")
    name = f"licensing-{days[0]:%Y%m%d}-{days[1]:%Y%m%d}.csv"
    return streamed(csv_parts(_lines(counted, days, counted_at, team)), kind="text/csv", name=name)


def _lines(counted: reading.Numbers, days: Days, counted_at: datetime.datetime, team: str) -> Iterator[list[Any]]:
    middle, ninetieth = reading.whole_times(counted)
    heads = [str(MEASURES[code].title) for code in BY_PLACE]
    times = [_("Days to the decision, median"), _("Days to the decision, nine of ten within")]
    yield [_("What is measured"), _("How many"), _("Share in per cent"), _("In the period before")]
    for one in reading.lines(counted, days):
        earlier = one.earlier.value if one.earlier else ""
        yield [one.title, one.number.value, "" if one.share is None else one.share, earlier]
    yield [times[0], middle, "", ""]
    yield [times[1], ninetieth, "", ""]
    yield [_("Counted at"), timezone.localtime(counted_at).strftime("%Y-%m-%d %H:%M"), "", ""]
    if team:
        yield [_("Team"), team, "", ""]
    for title, groups in (
        (_("Service"), reading.services(counted, days)),
        (_("Authority"), reading.places(counted, days)),
        (_("Team"), reading.teams(counted, days)),
    ):
        yield []
        yield [title, *heads, *times]
        for group in groups:
            yield [group.name, *(number.value for number in group.numbers), group.middle, group.ninetieth]
    yield []
    yield [
        _("Registry"),
        _("Cases in which the catalogue waives by it"),
        _("Cases in which it did"),
        _("Share in per cent"),
        _("Cases in which it found what was to be brought"),
    ]
    for of in reading.waivers(counted, days):
        share = "" if of.share is None else of.share
        yield [of.name, of.waivable.value, of.waived.value, share, of.found_by.value]
    yield []
    yield [
        _("Registry"),
        _("Look-ups made"),
        _("Not answered"),
        _("Seconds, on average"),
        _("Checked by hand instead"),
        _("Brought by applicants instead"),
    ]
    for row in reading.registries(counted, days):
        yield [row.name, row.asked, row.silent.value, row.seconds, row.checked.value, row.brought.value]


@require_safe
@requires(SEE_STATISTICS)
def report(request: SignedInRequest) -> HttpResponseBase:
    """The same as a signed PDF, to be laid before a meeting or filed."""
    form, days, found = _counted(request)
    if not found.value:
        return _later(request)
    if request.user.authority is None:
        raise PermissionDenied
    try:
        pdf = report_pdf(
            found.value,
            days,
            by=request.user,
            of=request.user.authority,
            counted_at=found.counted_at or timezone.now(),
            team=form.team_name,
        )
    except NoSigningKey:
        messages.error(request, _("Your authority has no key to sign with. Tell the administrator."))
        return redirect("dashboard:page")
    _take(request, days, "PDF")
    name = f"licensing-{days[0]:%Y%m%d}-{days[1]:%Y%m%d}.pdf"
    return streamed(iter([pdf]), kind="application/pdf", name=name)

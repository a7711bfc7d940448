"""The table of grants for the credit platforms: what would leave, what would be refused, and the file."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import islice

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import READ_PERSONAL, SEE_STATISTICS
from accounts.roles import keys_of_visible_authorities
from licensing.reporting import events
from licensing.reporting.editions import Edition, editions, newest
from licensing.reporting.exporting import as_json, refused, rows_in, table
from licensing.reporting.rows import published
from pages.charts.period import PeriodForm
from pages.lists.exporting import FORMATS, streamed

MOST_TOLD = 50
"""So many refusals are told on the page; whoever mends them sees the next."""
MOST_LOOKED_AT = 2000
"""So many rows are looked at for what would be refused while somebody waits."""


def _edition(request: SignedInRequest) -> Edition:
    wanted = request.GET.get("edition", "")
    if wanted and wanted not in editions():
        raise Http404
    return editions()[wanted] if wanted else newest()


@require_safe
@requires(SEE_STATISTICS)
def page(request: SignedInRequest) -> HttpResponse:
    """How many grants would leave in the period chosen, and what of them a platform would refuse."""
    form, edition = PeriodForm(request.GET or None), _edition(request)
    since, until = form.period(today=timezone.localdate())
    at = keys_of_visible_authorities(request.user)
    looked_at = islice(rows_in(at, since, until, is_open=False), MOST_LOOKED_AT)
    context = {
        "form": form,
        "edition": edition,
        "editions": editions().values(),
        "since": since,
        "until": until,
        "grants": published(at, since, until).count(),
        "refused": list(islice(refused(looked_at, edition), MOST_TOLD)),
        "formats": (*FORMATS, "json"),
        "most": MOST_LOOKED_AT,
        "told": MOST_TOLD,
    }
    return render(request, "licensing/reporting/page.html", context)


@require_safe
@requires(SEE_STATISTICS)
def file(request: SignedInRequest, kind: str) -> HttpResponseBase:
    """The table as a file; that it was taken is written down before the first row leaves."""
    if kind not in (*FORMATS, "json"):
        raise Http404
    edition = _edition(request)
    since, until = PeriodForm(request.GET or None).period(today=timezone.localdate())
    told = {"edition": edition.edition, "format": kind, "since": since.isoformat(), "until": until.isoformat()}
    events.TAKEN.record(subject="grants:all", by=request.user, authority=request.user.at, **told)
    name = f"grants-{edition.edition}-{since:%Y%m%d}-{until:%Y%m%d}.{kind}"
    content_type = FORMATS[kind].kind if kind in FORMATS else "application/json"
    return streamed(_parts(request, kind, edition, since, until), kind=content_type, name=name)


def _parts(
    request: SignedInRequest, kind: str, edition: Edition, since: datetime.date, until: datetime.date
) -> Iterator[bytes]:
    is_open = request.user.has_perm(READ_PERSONAL)
    rows = rows_in(keys_of_visible_authorities(request.user), since, until, is_open=is_open)
    if kind == "json":
        return as_json(rows, edition)
    return FORMATS[kind].parts("grants", table(rows, edition))

"""The integrity report as a page: counts with their definition, and the rows behind each number."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import READ_REGISTER
from licensing.auditing.findings import events
from licensing.auditing.findings.definitions import FINDINGS
from licensing.auditing.findings.keeping import kept
from licensing.auditing.findings.rows import told
from pages.counted.screen import Screen

FIGURES = {code: figure for code, (_found, _among, figure) in FINDINGS.items()}
SCREEN = Screen(
    namespace="findings",
    title=_("Integrity report"),
    figures=FIGURES,
    alone=tuple(FIGURES.values()),
    groups={},
    told=told,
    taken=events.TAKEN,
    kept=kept,
)


@require_safe
@requires(READ_REGISTER)
def findings(request: SignedInRequest) -> HttpResponse:
    """Every finding of the authorities a role spans, over some days."""
    return SCREEN.list_page(request, template="licensing/auditing/findings.html")


@require_safe
@requires(READ_REGISTER)
def rows(request: SignedInRequest, code: str, part: str) -> HttpResponseBase:
    """The rows behind a finding, or what was looked at; as a page or, with `as=csv`, as a file."""
    return SCREEN.rows_page(request, code, part)

"""A bulletin's figures, and the tickets behind one of them, as CSV; that they left is written down before they do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.http import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.access import SignedInRequest
from hotline.bulletins.events import TAKEN
from hotline.bulletins.models import Bulletin, BulletinFigure
from hotline.bulletins.reading import title_of
from pages.counted.figure import Told
from pages.lists.exporting import streamed
from pages.lists.tables import Value, csv_parts

Lines = Iterable[list[Value]]


def figures_file(request: SignedInRequest, bulletin: Bulletin) -> HttpResponseBase:
    """Every figure as it was frozen."""
    rows = BulletinFigure.objects.filter(bulletin=bulletin).defer("tickets")
    _remember(request, bulletin, "all", rows.count())
    head = [_("Of what"), _("Whom or what it is about"), _("Figure"), _("Counted"), _("Of"), _("Per cent")]
    lines: Lines = (
        [
            str(row.get_group_display()),
            row.label,
            title_of(row.code),
            "" if row.number is None else row.number,
            "" if row.of is None else row.of,
            "" if row.share is None else row.share,
        ]
        for row in rows.iterator(chunk_size=500)
    )
    return _file(request, f"{bulletin.kind}-{bulletin.since:%Y%m%d}-{bulletin.edition}.csv", head, lines)


def rows_file(
    request: SignedInRequest, bulletin: Bulletin, row: BulletinFigure, rows: Iterable[Told], *, number: int
) -> HttpResponseBase:
    """The tickets behind one number."""
    _remember(request, bulletin, row.code, number)
    head = [_("Day"), _("Which one"), _("Whom or what it is about")]
    lines: Lines = ([one.day or "", one.number, one.about] for one in rows)
    return _file(request, f"{row.code}-{bulletin.since:%Y%m%d}.csv", head, lines)


def _remember(request: SignedInRequest, bulletin: Bulletin, figure: str, rows: int) -> None:
    by = request.user
    TAKEN.record(subject=f"bulletin:{bulletin.pk}", by=by, authority=by.at, figure=figure, rows=rows)


def _file(request: SignedInRequest, name: str, head: list[str], lines: Lines) -> HttpResponseBase:
    return streamed(_parts(request.LANGUAGE_CODE, head, lines), kind="text/csv", name=name)


def _parts(language: str, head: list[str], lines: Lines) -> Iterator[bytes]:
    with translation.override(language):
        yield from csv_parts(line for part in ([head], lines) for line in part)

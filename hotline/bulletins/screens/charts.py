"""Charts of a bulletin: themes, and tickets of each county, each bar leading to its frozen tickets."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from hotline.bulletins.models import BulletinFigure, Group
from hotline.bulletins.reading import Reading, title_of
from pages.charts.chart import Chart, Mark


def charts_of(reading: Reading) -> Sequence[Chart]:
    """Those that have something to show."""
    themes = [_mark(line.figure, title_of(line.figure.code), line.figure.number, "counted") for line in reading.themes]
    counties = [
        _mark(one.figures["complaints"], one.label, one.figures["complaints"].of, "of", lang="zh-Hans")
        for group, rows in reading.places
        if group == Group.COUNTY
        for one in rows
        if "complaints" in one.figures
    ]
    found = [
        Chart(name="themes", title=_("What callers report"), of=_("Theme"), counted=_("Tickets"), marks=themes),
        Chart(name="counties", title=_("Received, by county"), of=_("County"), counted=_("Tickets"), marks=counties),
    ]
    return [chart for chart in found if chart.marks]


def _mark(row: BulletinFigure, label: str, value: int | None, part: str, *, lang: str = "") -> Mark:
    address = reverse("bulletins:rows", args=[row.bulletin_id, row.pk, part])
    return Mark(label=label, value=value or 0, address=address, lang=lang)

"""The flow as a picture, always made from the code, never drawn."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe
from viewflow.workflow import chart

from licensing.flow.flows import LicensingFlow


def flow_svg(*, highlight: str = "") -> SafeString:
    """The chart as SVG in the reader's language; `highlight` marks the step of that name as “here”."""
    grid = chart.calc_layout_data(LicensingFlow)
    for node in grid.nodes:
        if node.name == highlight:
            grid[node].status = "ASSIGNED"
    return mark_safe(chart.grid_to_svg(grid))  # noqa: S308 - our own drawing, from our own node titles

"""`{% chart value %}`: the picture with its table behind it."""

from __future__ import annotations

from typing import Any

from django import template

from pages.charts.chart import Chart
from pages.charts.drawing import drawn

register = template.Library()


@register.inclusion_tag("parts/chart.html")
def chart(shown: Chart) -> dict[str, Any]:
    return {"chart": shown, "picture": drawn(shown)}

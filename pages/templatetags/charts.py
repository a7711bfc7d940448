"""`{% chart value %}`: the picture with its table behind it; `{% picture value %}`: the picture alone, for papers."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from pages.charts.chart import Chart
from pages.charts.drawing import drawn

register = template.Library()


@register.inclusion_tag("parts/chart.html")
def chart(shown: Chart) -> dict[str, Any]:
    return {"chart": shown, "picture": drawn(shown)}


@register.simple_tag
def picture(shown: Chart) -> SafeString:
    return drawn(shown)

"""Meta data of a page, as inspectors of government sites read it in the raw HTML (国办发〔2017〕47号)."""

from __future__ import annotations

from typing import Any

from django import template

from portal.site.columns import BY_ADDRESS, Column

register = template.Library()


@register.simple_tag(takes_context=True)
def column(context: dict[str, Any]) -> Column | None:
    """The column a page is; None for pages that are not open to everybody."""
    found = getattr(context.get("request"), "resolver_match", None)
    return BY_ADDRESS.get(found.view_name) if found else None

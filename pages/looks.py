"""How a state is shown: what it is called, how serious it is, and a sign for those who do not see colours.

Knows nothing of what is shown. Each app has one table from its states to looks, in a `looks.py` of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString


class Tone(StrEnum):
    """How serious a state is; the style sheet has one pair of colours for each, light and dark."""

    SUCCESS = "success"
    INFO = "info"
    WARNING = "warning"
    DANGER = "danger"
    QUIET = "secondary"


@dataclass(frozen=True, kw_only=True)
class Look:
    """A state as it is shown; `label` may be a lazy translation. Without an `icon` it is still going on."""

    label: Any
    tone: Tone
    icon: str = ""

    def called(self, label: object) -> Look:
        """The same look with a label of its own, for a state that tells a day or a name."""
        return replace(self, label=label)


def look(label: object, tone: Tone, icon: str = "") -> Look:
    """A line of a table of looks."""
    return Look(label=label, tone=tone, icon=icon)


SHAPES = {16: "mini", 20: "outline", 24: "outline", 32: "solid", 56: "solid"}
"""The size decides the drawing: a small sign is filled, so that it is still read."""


@cache
def icon(name: str, size: int = 20, css: str = "") -> SafeString:
    """A sign of the sprite beside words that say the same. Raises KeyError for a size it is not drawn in."""
    return format_html(
        '<svg class="{}" width="{}" height="{}" aria-hidden="true"><use href="{}#{}-{}"/></svg>',
        f"icon {css}".strip(),
        size,
        size,
        static("portal/icons.svg"),
        name,
        SHAPES[size],
    )


GOING_ON = SafeString('<span class="spinner is-on" aria-hidden="true"></span>')


def badge(shown: Look) -> SafeString:
    """The mark of a state: sign and label in its tone."""
    sign = icon(shown.icon, 16) if shown.icon else GOING_ON
    return format_html('<span class="badge text-bg-{}">{} {}</span>', shown.tone.value, sign, shown.label)

"""The components every page is made of; what they look like is in `templates/parts/` and `pages/looks.py`."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from pages import looks
from pages.sentences import bracketed as in_brackets
from pages.sentences import closed_up, labelled
from pages.sentences import listed as side_by_side
from pages.sentences import semicolon as between_longer

register = template.Library()


@register.simple_tag
def icon(name: str, size: int = 20, css: str = "") -> SafeString:
    """A sign of the sprite: filled at 16, outlined at 20 and 24, solid from 32 on."""
    return looks.icon(name, size, css)


@register.simple_tag
def badge(shown: looks.Look) -> SafeString:
    """The mark of a state."""
    return looks.badge(shown)


@register.simple_tag
def mark(label: object, tone: str, name: str) -> SafeString:
    """A mark that belongs to this one page and is no state of anything."""
    return looks.badge(looks.Look(label=label, tone=looks.Tone(tone), icon=name))


@register.simple_block_tag
def card(content: SafeString, name: str, title: object, *, tone: str = "") -> SafeString:
    """A titled box of a page; `name` is its anchor."""
    shown = {"content": content, "name": name, "title": title, "tone": tone}
    return render_to_string("parts/card.html", shown)


@register.simple_block_tag
def tile(content: SafeString, address: str, title: object, sign: str = "") -> SafeString:
    """A box that leads somewhere, whole."""
    shown = {"content": content, "address": address, "title": title, "sign": sign}
    return render_to_string("parts/tile.html", shown)


@register.simple_block_tag
def figure(content: SafeString, number: object, unit: object = "") -> SafeString:
    """A number to be read across the room, with what it counts."""
    return render_to_string("parts/figure.html", {"content": content, "number": number, "unit": unit})


@register.simple_block_tag
def fold(content: SafeString, name: str, title: object, told: str | int = "", *, shown: bool = False) -> SafeString:
    """A box of a long page: open where there is room (folds.js), on a telephone folded, with what is `told` of it.

    `told`: words, or how many entries it holds. `shown`: it must be read now. A link to `name`-inside opens it.
    """
    if isinstance(told, int):
        told = ngettext("%(n)s entry", "%(n)s entries", told) % {"n": told}
    return render_to_string(
        "parts/fold.html", {"content": content, "name": name, "title": title, "told": told, "shown": shown}
    )


@register.simple_block_tag
def notice(content: SafeString, tone: str, *, role: str = "") -> SafeString:
    """A message in the page, with the sign of its tone."""
    return render_to_string("parts/notice.html", {"content": content, "tone": tone, "icon": SIGNS[tone], "role": role})


SIGNS = {
    "success": "check-circle",
    "info": "information-circle",
    "warning": "exclamation-triangle",
    "danger": "x-circle",
}
"""The sign of a message, by its tone."""


@register.simple_tag(name="labelled")
def labelled_tag(label: object, text: object) -> str:
    """What something is and what is said of it, as the language sets it."""
    return labelled(label, text)


@register.simple_tag
def colon() -> str:
    """Between what something is and what is said of it, as the language sets it."""
    return labelled("", "")


@register.simple_tag
def comma() -> str:
    """Between names side by side, as the language parts them."""
    return side_by_side(["", ""])


@register.simple_tag
def semicolon() -> str:
    """Between names that may hold commas themselves, as the language parts them."""
    return between_longer()


@register.simple_tag
def bracketed(words: object) -> str:
    """A remark close to the word before it, in the brackets of the language: `{{ name }}{% bracketed role %}`."""
    return in_brackets(words)


@register.simple_block_tag
def brackets(content: SafeString) -> SafeString:
    """A remark of several parts, likewise close to the word before it."""
    # Only brackets are put around what is safe already.
    return mark_safe(in_brackets(content.strip()))  # noqa: S308


@register.filter
def listed(names: Iterable[object]) -> str:
    """Names side by side, as the language parts them."""
    return side_by_side(names)


@register.simple_block_tag
def sentences(content: SafeString) -> SafeString:
    """Sentences one after the other: Chinese puts no space between them, where a template has a line break."""
    # Only white space is taken from what is safe already.
    return mark_safe(closed_up(content))  # noqa: S308


@register.simple_block_tag
def nothing(content: SafeString, title: object) -> SafeString:
    """What a list says that has no rows, and what to do then."""
    return render_to_string("parts/nothing.html", {"content": content, "title": title})


@register.simple_block_tag
def document(content: SafeString, address: str, name: str) -> SafeString:
    """A line of a list of documents: a link to the file behind its sign."""
    return render_to_string("parts/document.html", {"content": content, "address": address, "name": name})


@register.simple_block_tag
def said(
    content: SafeString, who: str, at: object, *, role: str = "", ours: bool = False, new: bool = False
) -> SafeString:
    """What one person wrote, in an `<ol class="talk">`; one's own side's stands apart from the other's."""
    shown = {"content": content, "who": who, "at": at, "role": role, "ours": ours, "new": new}
    return render_to_string("parts/said.html", shown)

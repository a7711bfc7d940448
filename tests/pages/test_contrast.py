"""Colours of the style sheet: what has to be seen can be seen, light and dark (WCAG 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from pages.looks import Tone

STYLE = (Path(settings.BASE_DIR) / "static/portal/theme.css").read_text(encoding="utf-8")


def luminance(colour):
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(two * 2 for two in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def variables(scheme):
    block = re.search(rf'\[data-bs-theme="{scheme}"\] {{(.*?)}}', STYLE, re.S)
    return dict(re.findall(r"(--[a-z-]+): (#[0-9a-f]+)", block[1]))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_border_of_a_field_and_a_tick_box_is_seen(scheme):
    colours = variables(scheme)

    assert contrast(colours["--field-line"], colours["--page"]) >= 3
    assert contrast(colours["--field-line"], colours["--bs-body-bg"]) >= 3
    assert ".form-check-input { border-color: var(--field-line); }" in STYLE


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tone", Tone)
def test_the_words_of_a_mark_are_read(scheme, tone):
    rule = rf"\.text-bg-{tone} {{ background: (#[0-9a-f]+) !important; color: (#[0-9a-f]+) !important; }}"
    before = r'\[data-bs-theme="dark"\] ' if scheme == "dark" else r'(?<!\[data-bs-theme="dark"\] )'

    background, words = re.search(before + rule, STYLE).groups()

    assert contrast(background, words) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tone", Tone)
def test_a_verdict_is_read_on_the_page_whatever_its_tone(scheme, tone):
    before = r'\[data-bs-theme="dark"\] ' if scheme == "dark" else r'(?<!\[data-bs-theme="dark"\] )'

    words = re.search(rf"{before}\.text-{tone} {{ color: (#[0-9a-f]+) !important; }}", STYLE)

    assert contrast(words[1], variables(scheme)["--page"]) >= 4.5

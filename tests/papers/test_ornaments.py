"""Border and seal are in a paper once, as drawings of their own that need no font; a browser gets the same as SVG."""

import io
import math
import re

import pikepdf
import pytest
from defusedxml.ElementTree import fromstring

from papers.drawing.glyphs import outline
from papers.drawing.lines import Drawing, Path
from papers.drawing.ornament import border, seal
from papers.pdf import html_of, render
from tests.papers.test_letters import letter
from tests.papers.test_papers import LETTER, LICENCE, SEAL, VEHICLE

ROWS = tuple((f"车辆{n}", f"豫H2{n:04d}（黄色）") for n in range(60))


def forms(pdf):
    """The drawings of each page by name, and how often the page draws each."""
    found = []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            named = {
                str(name): one
                for name, one in page.Resources.get("/XObject", {}).items()
                if one.get("/Subtype") == "/Form"
            }
            content = page.Contents.read_bytes()
            found.append({name: len(re.findall(rb"%s Do" % name.encode(), content)) for name in named})
    return found


@pytest.mark.parametrize(
    ("paper", "drawn"),
    [
        (LICENCE, {"/seal": 1, "/border": 1}),
        (VEHICLE, {"/seal": 1, "/border": 1}),
        (LETTER, {"/seal": 1}),
    ],
)
def test_seal_and_border_are_drawn_once(paper, drawn):
    assert forms(render(paper)) == [drawn]


def test_a_letter_of_many_pages_is_sealed_once_on_its_last():
    *before, last = forms(render(letter("refusal", rows=ROWS)))

    assert last["/seal"] == 1
    assert not [count for page in before for count in page.values() if count]


def test_the_seal_lies_where_the_page_keeps_its_place_for_it():
    with pikepdf.open(io.BytesIO(render(LICENCE))) as opened:
        content = opened.pages[0].Contents.read_bytes().decode()
    across, _b, _c, down, x, y = map(float, re.search(r"([\d. -]+) cm\n/seal Do", content)[1].split())
    millimetre = 72 / 25.4

    # 38 mm wide, its middle 67 mm from the right edge of the page and 17 mm over the lower edge of what is written.
    assert (across, down) == pytest.approx((38 / 42 * millimetre,) * 2, abs=0.01)
    assert x / millimetre == pytest.approx(297 - 28 - 82 + 24 + 19, abs=0.1)
    assert y / millimetre == pytest.approx(210 - 26 - 10 + 11 - 19, abs=0.1)


def test_a_browser_is_given_the_same_drawings():
    page = html_of(LICENCE)

    assert page.count("<svg") == 2
    for drawing in (border(297, 210, hue="green"), seal(SEAL.seal_text, SEAL.code)):
        assert drawing.svg in page
        assert len(fromstring(drawing.svg)[0]) == len(drawing.paths)


def test_a_seal_is_outlines_and_needs_no_font():
    assert "<text" not in seal(SEAL.seal_text, SEAL.code).svg
    # Two rings, a star, a name of eleven characters, a code of six.
    assert len(seal(SEAL.seal_text, SEAL.code).paths) == 2 + 1 + 11 + 6


def test_a_rare_character_has_an_outline_too():
    assert len(outline("䶮").commands) > 20
    assert outline("䶮") != outline("龘")


def test_the_same_ornament_is_made_once():
    assert seal(SEAL.seal_text, SEAL.code) is seal(SEAL.seal_text, SEAL.code)
    assert border(210, 297, hue="blue").deflated is border(210, 297, hue="blue").deflated


def test_characters_of_a_seal_stand_upright_over_its_middle():
    (middle,) = [path for path in seal("局", "").paths if path.width == 0][1:2]
    a, b, c, d, _x, y = middle.place

    assert (b, c) == pytest.approx((0, 0))
    assert a > 0 > d
    assert y == pytest.approx(-12.9)
    assert math.isclose(-d / a, 1.12)


def test_a_drawing_paints_lines_and_areas():
    line = Path(commands=(("M", (0, 0)), ("L", (1.5, 2))), colour="#ff0000", width=0.5)
    area = Path(commands=(("M", (0, 0)), ("C", (1, 1, 2, 2, 3, 3)), ("Z", ())), colour="#0000ff")
    drawing = Drawing(box=(0, 0, 3, 3), paths=(line, area))

    assert 'd="M0 0L1.5 2" fill="none" stroke="#ff0000" stroke-width="0.5"' in drawing.svg
    assert 'd="M0 0C1 1 2 2 3 3Z" fill="#0000ff"' in drawing.svg

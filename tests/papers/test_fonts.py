"""Fonts of papers: what a file calls a character is what its font calls it, and the file stays small."""

import io

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from papers.drawing.fonts import characters, cut_faces
from papers.pdf import render
from tests.papers.test_letters import letter
from tests.papers.test_papers import LICENCE, VEHICLE, signed


def fonts_inside(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [
            TTFont(io.BytesIO(one.read_bytes()))
            for one in opened.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/OpenType"
        ]


def identifiers(font):
    charset = font["CFF "].cff.topDictIndex[0].charset
    return [0, *(int(name.removeprefix("cid")) for name in charset[1:])]


@pytest.mark.parametrize("paper", [LICENCE, VEHICLE])
def test_every_character_has_its_place_for_identifier(paper):
    fonts = fonts_inside(render(paper))

    assert len(fonts) == 2
    for font in fonts:
        assert identifiers(font) == list(range(len(font.getGlyphOrder())))


def test_a_cut_face_holds_the_characters_it_is_cut_to():
    for file in cut_faces().values():
        mapped = TTFont(file).getBestCmap()

        assert not characters() - mapped.keys()
        assert mapped[ord("一")] != mapped[ord("局")]


@pytest.mark.parametrize("paper", [LICENCE, VEHICLE, letter("grant")])
def test_a_signed_paper_is_no_larger_than_a_hundred_kilobytes(paper):
    assert len(signed(paper)) <= 100_000

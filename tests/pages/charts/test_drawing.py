"""A chart is the same picture on a page, on paper and in a PDF; each number is written, said aloud, and in a table."""

import io
import re
import subprocess
import sys
from itertools import pairwise
from xml.etree import ElementTree

import django
import pytest
from django.conf import settings
from django.template import Context, Template
from PIL import Image

from pages.charts.chart import MOST_BARS, MOST_COLUMNS, Chart, Mark, Shape
from pages.charts.drawing import drawn
from pages.charts.time import every_month

SVG = "{http://www.w3.org/2000/svg}"
NAMED = [
    Mark(label="道路普通货物运输经营许可（新办）", value=1234, address="/list/?item=a&since=2026-01-01"),
    Mark(label='<b>"𠮷"</b>', value=3, address="/list/?item=b"),
    Mark(label="nothing", value=0, address="/list/?item=c"),
]


def chart(marks=NAMED, shape=Shape.BARS):
    return Chart(name="sample", title="Granted, by service", of="Service", counted="Grants", marks=marks, shape=shape)


def tree(shown):
    return ElementTree.fromstring(drawn(shown))  # noqa: S314


def page(shown):
    return Template("{% load charts %}{% chart shown %}").render(Context({"shown": shown}))


@pytest.mark.parametrize("shape", Shape)
def test_every_number_is_written_at_its_mark(shape):
    picture = tree(chart(shape=shape))

    places = [*picture.iter(f"{SVG}a"), *picture.findall(f"{SVG}g")]
    said = [[text.text for text in place.iter(f"{SVG}text")] for place in places]
    assert [any(number in words for words in said) for number in ("1,234", "3", "0")] == [True] * 3


@pytest.mark.parametrize("shape", Shape)
def test_length_says_what_the_number_says_and_little_is_still_seen(shape):
    sizes = [10, 5, 1000, 1]
    picture = tree(chart([Mark(label=str(n), value=n) for n in sizes], shape))

    side = "width" if shape == Shape.BARS else "height"
    lengths = [float(rect.get(side)) for rect in picture.iter(f"{SVG}rect")]
    assert lengths[2] > 90
    assert lengths[0] == pytest.approx(lengths[2] / 100, abs=1.5)
    assert all(length >= 1 for length in lengths)


@pytest.mark.parametrize("shape", Shape)
def test_marks_stand_in_their_order_and_do_not_cover_each_other(shape):
    picture = tree(chart([Mark(label=str(n), value=n) for n in (3, 1, 2)], shape))

    along, size = ("y", "height") if shape == Shape.BARS else ("x", "width")
    places = [(float(r.get(along)), float(r.get(size))) for r in picture.iter(f"{SVG}rect")]
    assert places == sorted(places)
    assert all(at + long <= after for (at, long), (after, _size) in pairwise(places))


def test_a_mark_is_a_link_that_says_what_it_leads_to_and_nothing_leads_nowhere():
    links = list(tree(chart()).iter(f"{SVG}a"))

    assert [link.get("href") for link in links] == [mark.address for mark in NAMED if mark.value]
    assert links[0].get("aria-label") == "道路普通货物运输经营许可（新办）: 1234"


def test_a_reader_that_does_not_see_is_told_the_title_and_finds_the_table():
    shown = page(chart())
    picture = tree(chart())

    names = picture.get("aria-labelledby").split()
    assert [picture.find(f"{SVG}{tag}").get("id") for tag in ("title", "desc")] == names
    assert picture.find(f"{SVG}title").text == "Granted, by service"
    rows = re.findall(r"<tr>\s*<th scope=\"row\">(.*?)</th>.*?</tr>", shown, re.S)
    assert len(rows) == len(NAMED) + 1
    assert '<a href="/list/?item=a&amp;since=2026-01-01">1,234</a>' in shown


def test_what_a_label_holds_is_text_and_no_markup():
    shown = page(chart())

    assert "<b>" not in shown
    assert "&lt;b&gt;" in shown


def test_nothing_of_a_picture_breaks_the_policy_of_the_pages():
    for shape in Shape:
        text = drawn(chart(shape=shape))
        assert not re.search(r"<style|<script|\sstyle=|\son\w+=|xlink|pygal", text)


def test_the_same_chart_is_the_same_picture():
    assert drawn(chart()) == drawn(chart())


def test_more_than_there_is_room_for_is_said_and_stands_in_the_table():
    many = [Mark(label=f"row {n}", value=n + 1) for n in range(40)]

    bars, columns = chart(many), chart(many, Shape.COLUMNS)

    assert [mark.label for mark in bars.drawn] == [f"row {n}" for n in range(MOST_BARS)]
    assert columns.drawn[-1].label == "row 39"
    assert len(columns.drawn) == MOST_COLUMNS
    assert "The chart shows 12 of 40" in page(bars)
    assert page(bars).count('<th scope="row">row') == 40


def test_a_chart_of_nothing_is_no_picture():
    assert page(chart([])).strip() == ""


@pytest.mark.parametrize("shape", Shape)
def test_a_pdf_shows_the_same_picture(tmp_path, shape):
    from weasyprint import HTML

    HTML(string=f"<style>@page {{ size: 12cm 10cm; margin: 1cm }}</style>{drawn(chart(shape=shape))}").write_pdf(
        tmp_path / "chart.pdf"
    )
    seen = subprocess.run(
        ["pdftoppm", "-r", "60", "-png", tmp_path / "chart.pdf"], capture_output=True, check=True
    ).stdout
    words = subprocess.run(["pdftotext", tmp_path / "chart.pdf", "-"], capture_output=True, check=True, text=True)

    picture = Image.open(io.BytesIO(seen)).convert("RGB")
    blue = [pixel for pixel in picture.get_flattened_data() if pixel == (0x0B, 0x57, 0xA4)]
    assert len(blue) > 500
    assert "1,234" in words.stdout
    assert "道路普通货物运输" in words.stdout


def test_a_month_without_anything_is_a_month_all_the_same():
    told = [(day.isoformat(), n) for day, n in every_month([("2025-11-01", 3), ("2026-02-01", 1), ("2026-03-01", 2)])]

    assert told == [("2025-11-01", 3), ("2025-12-01", 0), ("2026-01-01", 0), ("2026-02-01", 1), ("2026-03-01", 2)]


def test_packages_are_found_as_before_once_a_chart_was_drawn():
    # In a process of its own: elsewhere the library may have come long ago.
    drawn_before = "from pages.charts.drawing import _pygal; _pygal(); "
    asked = "from importlib.metadata import version; print(version('django'))"

    answer = subprocess.run(
        [sys.executable, "-c", drawn_before + asked], cwd=settings.BASE_DIR, capture_output=True, text=True
    )

    assert answer.stdout.strip() == django.get_version(), answer.stderr

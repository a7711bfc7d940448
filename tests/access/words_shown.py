"""How an answer, a file or a paper shows the words of somebody who means harm (see marked.py): as nothing else."""

import csv
import dataclasses
import io
import re

from papers import pdf
from papers.paper import Paper
from tests.access.leaving import XLSX, is_export, kind_of
from tests.access.marked import BEGINS, MARKS, RAW, is_word
from tests.access.test_exports import cells
from tests.access.test_what_people_type import Seen

FORMULA = ("=", "+", "@")


def met(answer):
    """How often somebody's words stand in an answer."""
    if kind_of(answer) == XLSX:
        return sum(BEGINS in str(cell.value) for cell in cells(answer.whole))
    # The head of every page has its reader's own name.
    return re.sub(rb"<header.*?</header>", b"", answer.whole, flags=re.DOTALL).count(BEGINS.encode())


def taken_for_more(answer):
    """Where an answer takes a word for markup, a script, a template, a formula."""
    kind = kind_of(answer)
    if kind == "text/html":
        yield from (f"{raw!r} stands in it" for raw in RAW if raw in answer.whole and raw not in RAW[2:3])
        page = Seen()
        page.feed(answer.whole.decode())
        yield from not_ours(page)
    elif kind == "text/csv":
        rows = csv.reader(io.StringIO(answer.whole.decode("utf-8-sig")))
        yield from (cell for row in rows for cell in row if cell.startswith(FORMULA))
    elif is_export(answer) and kind == XLSX:
        yield from (cell.value for cell in cells(answer.whole) if cell.data_type == "f")


def hostile(paper):
    """The same paper with each of its words written by somebody who means harm."""
    turn = iter(range(100_000))

    def other(value):
        if isinstance(value, str):
            return MARKS[next(turn) % len(MARKS)] if is_word(value) else value
        if isinstance(value, tuple | list):
            return type(value)(map(other, value))
        if isinstance(value, dict):
            return {key: other(part) for key, part in value.items()}
        if dataclasses.is_dataclass(value):
            fields = [one.name for one in dataclasses.fields(value) if one.init]
            return dataclasses.replace(value, **{name: other(getattr(value, name)) for name in fields})
        return value

    return other(paper)


def in_paper(paper: Paper):
    html = pdf.html_of(paper)
    yield from (f"{raw!r} stands in it" for raw in RAW if raw in html.encode() and raw not in RAW[2:3])
    page = Seen()
    page.feed(html)
    yield from not_ours(page)


def not_ours(page):
    """What a page would do that is not drawn by us: the picture of a code stands in the page itself."""
    return [one for one in page.bad if not dict(one[1]).get("src", "").startswith("data:image/png;base64,")]

"""Whatever somebody wrote, a paper of any kind prints it as words: nothing is interpreted, nothing is fetched."""

import dataclasses
import datetime
import io
import re
import subprocess
import types
import typing
from itertools import cycle

import pikepdf
import pytest

from papers import pdf, reports  # noqa: F401  the kinds of papers of many lines
from papers.letters.texts import fill_in, fill_in_title, names_of_texts, set_of, shipped
from papers.paper import AuthoritySeal, LetterPaper, Paper
from tests.access.words_shown import in_paper

DAY = datetime.date(2026, 11, 23)
SEAL = AuthoritySeal(name="焦作市解放区交通运输局", seal_text="焦作市解放区交通运输局", code="410802")
SCRIPT = "zq<script>alert(1)</script>"
HOSTILE = (
    SCRIPT,
    'zq"><img src="http://elsewhere.example/x.png">',
    "zq'><svg onload=alert(1)><image href='file:///etc/passwd'/></svg>",
    "zq url(http://elsewhere.example/y) ; background: url('//elsewhere.example/z')",
    "zq<style>@import url(http://elsewhere.example/a);* {display:none}</style>",
    "zq<link rel=attachment href=file:///etc/passwd><a href=javascript:alert(1)>zq</a>",
    "zq{{ 7*7 }}{% load i18n %}{applicant}%(name)s",
    "zq\u202egnp.\u202cexe\u0000\u2028second\nthird line\r\nX-Fourth: 1",
    "zq&lt;b&gt;&amp;&#60;i&#62;<!--<![CDATA[",
)


def kinds(of=Paper):
    """Every kind of paper the product has: those nobody makes another of."""
    below = of.__subclasses__()
    return [kind for one in below for kind in kinds(one)] if below else [of]


def made(wanted, words):
    """A value of a type with a hostile word wherever it has a word."""
    if dataclasses.is_dataclass(wanted):
        return filled(wanted, words)
    if typing.get_origin(wanted) is tuple:
        parts = typing.get_args(wanted)
        return tuple(made(part, words) for part in (parts[:1] * len(HOSTILE) if parts[-1] is ... else parts))
    if typing.get_origin(wanted) in (types.UnionType, typing.Union):
        return made(typing.get_args(wanted)[0], words)
    return {
        str: lambda: next(words),
        int: lambda: 7,
        datetime.date: lambda: DAY,
        datetime.datetime: lambda: datetime.datetime.combine(DAY, datetime.time(9), tzinfo=datetime.UTC),
    }[wanted]()


def filled(kind, words):
    if kind is AuthoritySeal:
        return SEAL
    told = typing.get_type_hints(kind)
    return kind(**{one.name: made(told[one.name], words) for one in dataclasses.fields(kind)})


@pytest.fixture
def asked(monkeypatch):
    """What WeasyPrint asked for meanwhile."""
    found, fetcher = [], pdf._engine()["fetcher"]
    fetch = fetcher.fetch
    monkeypatch.setattr(fetcher, "fetch", lambda url, headers=None: found.append(url) or fetch(url, headers))
    return found


def text_of(content):
    done = subprocess.run(["/usr/bin/pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return re.sub(r"\s+", "", done.stdout.decode())


def test_every_kind_of_paper_is_tried():
    assert {kind.document_kind for kind in kinds()} >= {"licence", "letter", "bulletin", "dossier", "commitment"}
    assert len(kinds()) > 7


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_a_paper_prints_hostile_words_as_words(kind, asked):
    paper = filled(kind, cycle(HOSTILE))
    name = "zq<script>url(x).pdf"
    enclosed = pdf.Enclosed(name=name, description=HOSTILE[1], content=b"x", sha256="0" * 64)

    printed = pdf.render(paper, enclosed=[enclosed])

    assert [url[:60] for url in asked if not url.startswith("data:image/png;base64,")] == []
    shown = text_of(printed)
    assert "zq<script>alert(1)</script>" in shown
    assert "49{" not in shown
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", pdf.html_of(paper))
    check_inside(printed, encloses={pdf.DATA_NAME, name})


def check_inside(printed, *, encloses):
    """No link, no action, and no file but the paper's own."""
    with pikepdf.open(io.BytesIO(printed)) as document:
        files = set(document.attachments)
        actions = [
            str(one)
            for one in document.objects
            if isinstance(one, pikepdf.Dictionary) and ({"/URI", "/JS", "/Launch", "/A", "/AA"} & set(one.keys()))
        ]
        assert {name.replace("\\", "") for name in files} == encloses
        assert [one for one in actions if "elsewhere" in one or "alert" in one or "passwd" in one] == []
        assert "/OpenAction" not in document.Root


class Worded(dict):
    """The same hostile word for whatever a letter fills in: it names other values, markup and templates."""

    word = f"zq{{applicant}}{{reasons}}{SCRIPT}{{{{ 7*7 }}}}%(name)s"

    def get(self, _name, _default=None):
        return self.word


@pytest.mark.parametrize("name", names_of_texts())
@pytest.mark.parametrize("are_raised", [True, False])
def test_every_letter_fills_in_hostile_words_as_they_are(name, are_raised):
    text, flags = shipped(set_of(name))[name], dict.fromkeys(set_of(name).flags, are_raised)

    told = (fill_in_title(text, Worded()), *fill_in(text, Worded(), flags))
    paper = dataclasses.replace(filled(LetterPaper, cycle(HOSTILE)), paragraphs=told)

    said = "".join(told)
    assert said.count("zq{applicant}{reasons}") == said.count(Worded.word), "what it names is not filled in once more"
    assert [*in_paper(paper)] == []
    assert "<script>alert" not in pdf.html_of(paper)

"""Every state has a label, a tone and a sign, and the sign is in the sprite."""

import importlib
import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template, engines

from clock.limits import Limit
from clock.looks import LIMITS, look_of_limit
from licensing.applications.evidence.resolution import Treatment
from licensing.applications.looks import TO_OFFICIALS, TREATMENTS
from licensing.certificates.checking.authenticity import Finding
from licensing.certificates.looks import STATES, VERDICTS
from licensing.certificates.models import State
from licensing.decisions.standing.looks import STANDINGS
from licensing.decisions.standing.models import Standing
from pages.looks import Look, Tone, badge, icon, look
from portal.design import TABLES

ROOT = Path(settings.BASE_DIR)
SPRITE = (ROOT / "static/portal/icons.svg").read_text(encoding="utf-8")


def tables():
    for path in ROOT.rglob("looks.py"):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        if path.is_relative_to(ROOT / ".venv") or module == "pages.looks":
            continue
        for name, table in vars(importlib.import_module(module)).items():
            if isinstance(table, dict) and table and all(isinstance(shown, Look) for shown in table.values()):
                yield f"{module}.{name}", table


@pytest.mark.parametrize(
    ("states", "table"),
    [(State, STATES), (Finding, VERDICTS), (Treatment, TREATMENTS), (Treatment, TO_OFFICIALS), (Standing, STANDINGS)],
)
def test_no_state_is_without_a_look(states, table):
    assert set(table) == set(states)


def test_every_sign_of_a_table_is_in_the_sprite():
    missing = [
        (name, shown.icon)
        for name, table in tables()
        for shown in table.values()
        if shown.icon and not re.search(rf'id="{shown.icon}-(mini|solid)"', SPRITE)
    ]

    assert len(list(tables())) > 5
    assert missing == []


def test_the_style_page_shows_every_table_and_every_state(client):
    shown = {id(table) for _title, table in TABLES} | {id(LIMITS)}

    forgotten = [name for name, table in tables() if id(table) not in shown]

    assert forgotten == []
    assert client.get("/design/").content.decode().count("badge text-bg-") >= sum(len(t) for _, t in tables())


def test_the_sprite_holds_what_is_used_and_nothing_else():
    checked = subprocess.run(["bin/icons", "--check"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_sign_says_nothing_to_a_screen_reader_and_is_drawn_by_its_size():
    assert icon("eye", 20) == (
        '<svg class="icon" width="20" height="20" aria-hidden="true">'
        '<use href="/static/portal/icons.svg#eye-outline"/></svg>'
    )
    with pytest.raises(KeyError):
        icon("eye", 21)


def test_a_label_is_text_whatever_stands_in_it():
    shown = badge(look("<b>x</b>", Tone.DANGER, "x-circle"))

    assert "&lt;b&gt;x&lt;/b&gt;" in shown
    assert 'class="badge text-bg-danger"' in shown


@pytest.mark.parametrize(
    ("limit", "tone", "words"),
    [
        ({"due": "2026-03-09", "left": 3}, Tone.SUCCESS, "2026-03-09 · 3 working days left"),
        ({"due": "2026-03-09", "left": 0}, Tone.WARNING, "2026-03-09 · today"),
        ({"due": "2026-03-09", "left": -1}, Tone.DANGER, "2026-03-09 · overdue"),
        ({"due": None, "left": 2, "is_stopped": True}, Tone.QUIET, "stopped, 2 working days left"),
        ({"due": None, "left": None, "unknown_year": 2031}, Tone.DANGER, "calendar for 2031 missing"),
    ],
)
def test_a_limit_tells_its_day_and_how_it_stands(limit, tone, words):
    from datetime import date

    day = date.fromisoformat(limit["due"]) if limit["due"] else None

    shown = look_of_limit(Limit(start=date(2026, 3, 2), days=5, **{**limit, "due": day}), counts_days=True)

    assert (shown.tone, str(shown.label)) == (tone, words)


def test_chinese_sentences_stand_without_a_gap_english_ones_with_one():
    written = "{% load parts %}{% sentences %}\n  {{ one }}\n  {{ other }}\n{% endsentences %}"
    shown = Template(written, engine=engines["django"].engine)

    def of(one, other):
        return shown.render(Context({"one": one, "other": other})).strip()

    assert of("已受理。", "请等候。") == "已受理。请等候。"
    assert of("Accepted.", "Please wait.").split() == ["Accepted.", "Please", "wait."]
    assert "<b>" not in of("一。", "<b>")

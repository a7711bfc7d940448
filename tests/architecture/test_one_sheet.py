"""The application as it stands is worked out in one place (house, “The Sheet”)."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = [path for app in ("licensing", "portal", "desk") for path in sorted((ROOT / app).rglob("*.py"))]
OF_THE_SHEET = {
    "resolve": {"licensing/applications/evidence/resolution.py"},
    "filled_in": {"licensing/applications/evidence/prefill.py"},
    "conflicts": {"licensing/applications/standing/standing.py"},
    "differences": {"licensing/applications/evidence/differences.py", "licensing/applications/drafts.py"},
    "facts_of": {"licensing/applications/evidence/certainty.py"},
    "moved_to": {"licensing/applications/evidence/differences.py"},
    "newest_answers": {"licensing/applications/evidence/newest.py"},
    "why_commitment_is_closed": {"licensing/applications/rules.py"},
    "missing_before_submission": {"licensing/applications/rules.py"},
    "standing_commitment": {"licensing/applications/rules.py"},
    "form_for": {
        # What the account settles is part of the answers themselves, which the sheet begins from.
        "licensing/applications/answers/identity.py",
        # The labels of options, in zh-Hans: a dictionary of the catalogue.
        "licensing/certificates/granted/particulars.py",
        # The demo's invented answers, before there is an application.
        "portal/demo.py",
    },
}
"""Function → where it stands; besides there, only the sheet may call it."""


def callers(function):
    called = re.compile(rf"(?<![\w.])(?<!def ){function}\(")
    found = {path.relative_to(ROOT).as_posix() for path in PRODUCT if called.search(path.read_text(encoding="utf-8"))}
    return found - {"licensing/applications/sheet.py"}


@pytest.mark.parametrize("function", OF_THE_SHEET)
def test_only_the_sheet_asks(function):
    assert callers(function) <= OF_THE_SHEET[function]


def test_no_row_carries_a_hidden_memory():
    hidden = re.compile(r"application\.__dict__")

    assert not [path for path in PRODUCT if hidden.search(path.read_text(encoding="utf-8"))]

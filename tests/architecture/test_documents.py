"""Documents tell of files that are there, and every room tells what it is."""

import importlib.util
import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

ROOT = Path(settings.BASE_DIR)
APPS = [*settings.OURS, "registry", "bench", "tests"]
ROOMS = sorted(p.parent.relative_to(ROOT).as_posix() for p in (ROOT / "licensing").glob("*/__init__.py"))
ROOMS = [room for room in ROOMS if not room.endswith(("/management", "/migrations", "/templatetags"))]
OF_ROOMS = sorted(p for app in APPS for p in (ROOT / app).rglob("README.md"))
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *OF_ROOMS]
PATH = re.compile(r"`([\w.-]+(?:/[\w.-]+)*(?:/|\.(?:py|md|json|toml|po|html|css|js|yml)))`")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def _missing(document: Path) -> list[str]:
    """Paths in backticks are from the top or from the document's folder; a bare name counts in a room's README only."""
    text = document.read_text(encoding="utf-8")
    named = [path for path in PATH.findall(text) if "/" in path or document in OF_ROOMS]
    gone = [path for path in named if not (ROOT / path).exists() and not (document.parent / path).exists()]
    return gone + [link for link in LINK.findall(text) if not (document.parent / link).exists()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_path_a_document_names_exists(document):
    assert _missing(document) == []


TARGETS = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
CALLED = re.compile(r"((?<!\w )\bmake|python -m|manage\.py) ([\w.-]*\w)")
CODE = re.compile(r"`[^`\n]+`|^(?: {4}|\$ ).+$", re.MULTILINE)


def _is_there(program, name):
    if program == "make":
        return name in TARGETS
    if program == "manage.py":
        return name in get_commands()
    return importlib.util.find_spec(name) is not None


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_a_document_tells_of_exists(document):
    told = CALLED.findall("\n".join(CODE.findall(document.read_text(encoding="utf-8"))))

    assert [f"{program} {name}" for program, name in told if not _is_there(program, name)] == []


@pytest.mark.parametrize("room", [*APPS, *ROOMS])
def test_every_room_tells_on_forty_lines_what_it_is(room):
    lines = (ROOT / room / "README.md").read_text(encoding="utf-8").splitlines()

    assert lines[0].startswith("# ")
    assert len(lines) <= 40


def test_pages_a_role_is_told_of_are_called_so_on_the_screen():
    catalogue = (ROOT / "locale/zh_Hans/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    called = set(re.findall('^msgid "(.+)"$', catalogue, re.MULTILINE))

    told = {
        (role.name, name)
        for role in (ROOT / "docs/roles").glob("*.md")
        for name in re.findall("“([^”]+)”", role.read_text(encoding="utf-8"))
    }

    assert len(told) > 5
    assert {(role, name) for role, name in told if name not in called} == set()


def test_decision_records_are_numbered_without_a_gap_and_weigh():
    records = sorted((ROOT / "docs/decisions").glob("*.md"))

    assert [int(record.name[:4]) for record in records] == list(range(1, len(records) + 1))
    for record in records:
        text = record.read_text(encoding="utf-8")
        assert text.startswith(f"# {record.name[:4]} ")
        parts = [text.find(f"**{part}") for part in ("Context", "Decision", "Consequence")]
        assert -1 not in parts, record.name
        assert parts == sorted(parts), record.name


def test_what_changed_a_decision_is_a_later_record():
    for record in (ROOT / "docs/decisions").glob("*.md"):
        changed = record.read_text(encoding="utf-8").partition("**Changed since.**")[2]
        by = [int(number) for number in re.findall(r"\]\((\d{4})-", changed)]

        assert all(number > int(record.name[:4]) for number in by), record.name


FACT = re.compile(r"F-(\d+)\.(\d+)(?: – F-\d+\.(\d+))?")


def _facts(text: str) -> set[tuple[int, int]]:
    """Facts by chapter and number, those between the ends of a range among them."""
    found = [(int(chapter), int(first), int(last or first)) for chapter, first, last in FACT.findall(text)]
    return {(chapter, number) for chapter, first, last in found for number in range(first, last + 1)}


def test_every_fact_that_is_cited_stands_in_the_table_of_the_law():
    table = _facts((ROOT / "docs/law.md").read_text(encoding="utf-8"))
    written = [*DOCUMENTS, *(path for app in APPS for path in (ROOT / app).rglob("*.py"))]

    cited = {(path.relative_to(ROOT), fact) for path in written for fact in _facts(path.read_text(encoding="utf-8"))}

    assert len(cited) > 300
    assert {(str(path), fact) for path, fact in cited if fact not in table} == set()


def test_the_card_for_public_catalogues_can_be_read_and_names_the_version():
    card = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))

    assert str(card["publiccodeYmlVersion"]).startswith("0.4")
    assert f'version = "{card["softwareVersion"]}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert {"name", "platforms", "developmentStatus", "softwareType", "description", "legal", "maintenance"} <= set(
        card
    )

"""What holds for the code as a whole: layers, migrations, translations, no foreign host, no branch on an item."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

from babel.messages.pofile import read_po
from django.conf import settings
from django.template import engines

from pages.characters import traditional_on_pages

ROOT = Path(settings.BASE_DIR)
APPS = settings.OURS


def sources():
    return [p for app in APPS for p in (ROOT / app).rglob("*.py") if "migrations" not in p.parts]


def test_imports_follow_the_layers():
    checked = subprocess.run(["lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert checked.returncode == 0, checked.stdout


def test_migrations_say_what_the_models_say():
    # A program of its own: on SQLite the tests make tables from the models, on PostgreSQL by the migrations.
    asked = [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"]
    checked = subprocess.run(
        asked, cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ | {"DEMO": "1"}
    )

    assert checked.returncode == 0, checked.stdout + checked.stderr


def catalogue(path):
    with path.open("rb") as file:
        return {message.id: message for message in read_po(file) if message.id}


def test_every_text_of_the_product_is_translated(tmp_path):
    # Collected from a copy: the msgids of the code as it is, next to the translations as they are.
    left_out = shutil.ignore_patterns(".venv", ".git", "var", ".static", "tests", "bench", "docs", "*.sqlite3*")
    copy = tmp_path / "source"
    shutil.copytree(ROOT, copy, ignore=left_out)
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "-l", "zh_Hans", "--no-location", "--no-wrap", "--no-obsolete"],
        cwd=copy,
        check=True,
        capture_output=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings", "DEMO": "1", "VAR_DIR": str(tmp_path / "var")},
    )

    found = catalogue(copy / "locale/zh_Hans/LC_MESSAGES/django.po")
    missing = [
        message.id
        for message in found.values()
        if message.fuzzy or not all(message.string if isinstance(message.string, tuple) else [message.string])
    ]
    assert missing == []


def test_traditional_characters_say_the_same_as_simplified_ones():
    hans = catalogue(ROOT / "locale/zh_Hans/LC_MESSAGES/django.po")
    hant = catalogue(ROOT / "locale/zh_Hant/LC_MESSAGES/django.po")

    assert hant.keys() == hans.keys()
    for text, message in hans.items():
        expected = (
            tuple(map(traditional_on_pages, message.string))
            if isinstance(message.string, tuple)
            else traditional_on_pages(message.string)
        )
        assert hant[text].string == expected


def test_no_page_or_style_names_another_host():
    pages = [*(ROOT / "templates").rglob("*.*"), *(ROOT / "static").rglob("*.*")]
    foreign = [
        (path.name, address)
        for path in pages
        for address in re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", path.read_text(encoding="utf-8"))
        if "www.w3.org" not in address
    ]

    assert foreign == []


def test_no_script_or_style_stands_inside_a_page():
    for path in (ROOT / "templates").rglob("*.html"):
        # Papers are no pages; an upload is shown in a sandbox whose own policy allows nothing but this style.
        if "papers" in path.parts or "uploads" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=\"|\son[a-z]+=\"", text), path


def test_every_template_can_be_read():
    for path in (ROOT / "templates").rglob("*.html"):
        engines["django"].get_template(str(path.relative_to(ROOT / "templates")))


def test_no_code_branches_on_an_item():
    items = re.compile(r"freight-licence-[a-z]+|\.code\s*==\s*[\"'][a-z]+-[a-z-]+[\"']")
    found = [(str(p.relative_to(ROOT)), m) for p in sources() for m in items.findall(p.read_text(encoding="utf-8"))]

    assert found == []


def test_no_file_is_named_after_nothing():
    forbidden = {"utils", "helpers", "common", "misc", "manager", "handler", "base"}

    assert [p for p in sources() if p.stem in forbidden] == []


def test_only_one_door_leads_to_each_heavy_library():
    doors = {"weasyprint": "papers/pdf.py", "pyhanko": "papers/sign.py", "pygal": "pages/charts/drawing.py"}
    for library, door in doors.items():
        users = {
            str(p.relative_to(ROOT))
            for p in sources()
            if re.search(rf"^\s*(from|import) {library}\b", p.read_text(encoding="utf-8"), re.M)
        }
        assert users == {door}


def test_a_long_module_or_a_crowded_folder_has_its_reason_written_down():
    told = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    reasons = told.partition("## Modules over three hundred lines")[2].partition("\n## ")[0]
    modules = [*sources(), *(ROOT / "registry").rglob("*.py"), *(ROOT / "bench").rglob("*.py")]
    long = {str(p.relative_to(ROOT)) for p in modules if len(p.read_text(encoding="utf-8").splitlines()) > 300}
    folders = Counter(p.parent for p in modules if p.stem != "__init__")

    assert long == set(re.findall(r"`([^`]+\.py)`", reasons))
    assert [folder for folder, count in folders.items() if count > 15] == []


def test_which_of_two_texts_a_reader_sees_is_decided_at_one_place():
    # What chose by hand forgot the readers of traditional characters.
    chosen = re.compile(r"get_language\(\)[^\n]*(?:startswith|[!=]=)|\bchoices=[^\n]*\.(?:zh|name_zh)\b")
    found = [
        f"{path.relative_to(ROOT)}: {line}"
        for path in sources()
        if path.relative_to(ROOT).as_posix() != "pages/languages.py"
        for line in chosen.findall(path.read_text(encoding="utf-8"))
    ]

    assert found == []


def test_no_view_begins_a_query_of_its_own():
    # A query that knows its reader is a queryset's or a queries module's (record 0010): a view that filters a whole
    # table is one filter away from showing somebody else's rows.
    begun = [
        f"{path.relative_to(ROOT)}: {found}"
        for path in sources()
        if path.stem == "views" or path.stem.endswith("_views")
        for found in re.findall(r"\w+\.objects\.(?:filter|exclude|all)\b", path.read_text(encoding="utf-8"))
    ]

    assert begun == []


def dollars(source):
    """The patterns that mean the end by `$`, after which a line break may stand; `\\Z` is the end."""
    for node in ast.walk(ast.parse(source)):
        name = ast.unparse(node.func).removeprefix("forms.") if isinstance(node, ast.Call) else ""
        if name.startswith("re.") or name in ("RegexField", "RegexValidator", "re_path"):
            text = ast.unparse(node.args[0]) if node.args else ""
            if re.search(r"(?<![\\\[])\$(?=[|)'\"])", text):
                yield text


def test_the_end_of_a_text_is_its_end():
    begun = {str(p.relative_to(ROOT)): found for p in sources() if (found := [*dollars(p.read_text(encoding="utf-8"))])}

    assert begun == {}
    assert [*dollars("re.compile(r'a$')")] == ["'a$'"]
    assert not [*dollars(r"re.compile(r'a[$]|\$')")]


def test_a_day_that_is_typed_is_one_that_can_be_counted_by():
    # Of the year 1 there is no day before and of 9999 none after: whoever reckons with one meets an OverflowError.
    forbidden = re.compile(r"forms\.Date(?:Time)?Field\(|parse_date(?:time)?\(")
    doors = {str(p.relative_to(ROOT)) for p in sources() if forbidden.search(p.read_text(encoding="utf-8"))}

    # A table of tickets hands the text on to a door that asks.
    assert doors == {"pages/days.py", "hotline/channels/tables/importing.py"}


def test_working_days_are_counted_in_one_place():
    users = {str(p.relative_to(ROOT)) for p in sources() if "chinese_calendar" in p.read_text(encoding="utf-8")}

    assert users == {"clock/working_days.py"}


def in_production(*command):
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={
            "PATH": "/usr/bin:/bin",
            "SECRET_KEY": "x" * 30 + "QWERTZUIOPqwertzuiop1234567890",
            "DATA_KEY": "dGVzdHMtb25seS1kYXRhLWtleS0zMi1ieXRlcy1sb25n",
            "PUBLIC_URL": "https://portal.example.gov.cn",
            "ALLOWED_HOSTS": "portal.example.gov.cn",
            "VAR_DIR": "/tmp/tongban-deploy-check",  # noqa: S108
            **{f"SITE_{name.upper()}": value for name, value in settings.SITE.items()},
        },
    )


def test_production_settings_pass_djangos_own_check():
    checked = in_production("check", "--deploy", "--fail-level", "WARNING")

    assert checked.returncode == 0, checked.stderr


def test_over_https_our_cookies_are_this_hosts_alone():
    asked = """
from django.conf import settings as s
from accounts.signing_in.known_device import COOKIE as device
from portal.site.reading import COOKIE as reading
print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.LANGUAGE_COOKIE_NAME, device, reading)
"""
    told = in_production("shell", "--no-imports", "-c", asked)

    names = told.stdout.split()
    assert len(names) == 5, told.stderr
    assert all(name.startswith("__Host-") for name in names)


FACTS = {1: 10, 2: 11, 3: 9, 4: 5, 5: 6, 6: 3, 7: 4, 8: 4}
"""How many numbered facts each chapter of the domain reference has."""
OF_SUPERVISION = [
    "F-9.3", "F-9.4", "F-9.7", "F-9.11", "F-9.12", "F-9.13", "F-9.15", "F-9.16", "F-9.18",
    "F-9.19", "F-9.20", "F-9.21",
]  # fmt: skip
"""Those of the chapter on supervision that are built."""
OF_HOTLINE = [
    "F-10.2", "F-10.3", "F-10.5", "F-10.6", "F-10.7", "F-10.8", "F-10.9", "F-10.10", "F-10.11", "F-10.12",
    "F-10.13", "F-10.18", "F-10.19", "F-10.20",
    "F-13.1", "F-13.2", "F-13.3", "F-13.4", "F-13.5", "F-13.6", "F-13.7", "F-13.8",
]  # fmt: skip
"""Those of the chapters on the hotline and on what leaves."""
OF_RATINGS = ["F-12.21", "F-12.22", "F-12.23", "F-12.24"]
"""Those of the chapter on the national platform that are built."""


def test_every_fact_of_the_law_names_the_module_and_the_test_that_hold_it():
    rows = re.findall(
        r"^\| (F-\d+\.\d+) \|[^|]+\| `([^`]+)` \| ((?:`[^`]+`(?:, )?)+|–) \|$",
        (ROOT / "docs/law.md").read_text(encoding="utf-8"),
        re.M,
    )

    of_licensing = [f"F-{chapter}.{number}" for chapter, count in FACTS.items() for number in range(1, count + 1)]
    assert [fact for fact, _module, _test in rows] == of_licensing + OF_SUPERVISION + OF_HOTLINE + OF_RATINGS
    for fact, module, tests in rows:
        assert (ROOT / module).exists(), fact
        assert all((ROOT / test).exists() for test in re.findall("`([^`]+)`", tests)), fact

"""Text is read the same whatever the machine's language is, and collected for translation by every gettext."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(settings.BASE_DIR)
GETTEXT = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}


def programs():
    listed = [p for folder in (*settings.OURS, "registry", "bench", "tests") for p in (ROOT / folder).rglob("*.py")]
    return [*listed, ROOT / "manage.py", ROOT / "bin/translations"]


def named(*words):
    """Path and node of every program that has one of some words in it: the others need not be taken apart."""
    for path in programs():
        text = path.read_text(encoding="utf-8")
        if any(word in text for word in words):
            yield from ((path, node) for node in ast.walk(ast.parse(text)))


def _is_call_of(node, names):
    return isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in names


def test_every_text_file_is_read_and_written_with_its_encoding_named():
    nameless = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, node in named("read_text", "write_text")
        if _is_call_of(node, {"read_text", "write_text"})
        and isinstance(node.func, ast.Attribute)
        and not any(keyword.arg == "encoding" for keyword in node.keywords)
    ]

    assert nameless == []


def test_no_gettext_stands_inside_an_f_string():
    """xgettext before 0.23 does not see such a text, later ones do: one catalogue cannot be right for both."""
    hidden = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, node in named(*GETTEXT - {"_"}, "_(")
        if (isinstance(node, ast.JoinedStr) and any(_is_call_of(inner, GETTEXT) for inner in ast.walk(node)))
        or (_is_call_of(node, GETTEXT) and any(isinstance(a, ast.JoinedStr) for a in node.args))
    ]

    assert hidden == []


@pytest.mark.parametrize("encoding", ["gb18030", "iso8859-1", "ascii"])
def test_commands_run_in_every_language_of_a_machine(tmp_path, encoding):
    target = tmp_path / "图.svg"

    ran = subprocess.run(
        [sys.executable, "-X", "utf8=0", "manage.py", "flow_picture", str(target), "--language", "zh-hans"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        env={**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": encoding},
    )

    assert ran.returncode == 0, ran.stderr
    assert "审查" in target.read_text(encoding="utf-8")


def test_the_tests_database_is_a_file_where_it_is_sqlite(db):
    """Connections that share memory cannot hold two transactions at a time; the live server's threads need that."""
    name = str(connection.settings_dict["NAME"])

    assert connection.vendor != "sqlite" or ("memory" not in name and re.search(r"test\.sqlite3", name))


def test_gettext_has_no_name_that_the_collector_does_not_know():
    """What is called by another name is never collected, and stands in English on every page."""
    renamed = [
        f"{path.relative_to(ROOT)}: {name.name} as {name.asname}"
        for path, node in named(*GETTEXT - {"_"})
        if isinstance(node, ast.ImportFrom)
        for name in node.names
        if name.name in GETTEXT and name.asname not in (None, "_")
    ]

    assert renamed == []


def test_what_is_read_on_pages_names_the_law_and_no_number_of_our_own_documents():
    """`F-9.13` is a row of docs/law.md: whoever reads a basis on a page is told the article."""
    read = [path for folder in settings.OURS for path in (ROOT / folder).rglob("*.json")]
    read += [*(ROOT / "templates").rglob("*.*"), *(ROOT / "locale").rglob("*.po")]

    numbered = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in read
        if (found := re.findall(r"\bF-\d+\.\d+", path.read_text(encoding="utf-8")))
    ]

    assert numbered == []

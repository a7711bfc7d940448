"""Templates are code: laid out by tools, one element a line."""

import re
import subprocess
from pathlib import Path

from django.conf import settings
from django.template import engines

from accounts.permissions import NAMES

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"
PAGES = [path for path in TEMPLATES.rglob("*.html") if "papers" not in path.parts]
BLOCKS = "article|aside|dd|div|dl|dt|fieldset|form|h[1-6]|legend|li|ol|p|section|summary|table|tbody|td|th|thead|tr|ul"


def lines_of(paths):
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            yield f"{path.relative_to(TEMPLATES)}:{number}", line


def test_every_template_is_laid_out_by_the_tools():
    checked = subprocess.run(["bin/templates", "--check"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_tools_see_every_template_but_the_papers():
    script = (ROOT / "bin/templates").read_text(encoding="utf-8")

    assert "find templates -name '*.html' ! -path '*/papers/*'" in script
    assert {path.suffix for path in TEMPLATES.rglob("*") if path.is_file()} <= {".html", ".txt", ".css"}


def test_a_line_holds_one_element():
    crowded = [place for place, line in lines_of(PAGES) if len(re.findall(rf"<(?:{BLOCKS})[ >]", line)) > 1]

    assert crowded == []


def test_no_line_is_too_long_to_be_reviewed():
    every = [path for path in TEMPLATES.rglob("*") if path.suffix in (".html", ".txt")]

    assert [(place, len(line)) for place, line in lines_of(every) if len(line) > 160] == []


def test_what_scrolls_sideways_is_reached_by_keyboard_and_has_a_name():
    """WCAG 2.1.1: a table wider than its place is moved with the arrow keys once it can have the focus."""
    scrolling = [(place, line) for place, line in lines_of(PAGES) if "table-responsive" in line]

    assert scrolling
    assert [place for place, line in scrolling if not re.search(r'tabindex="0".*aria-label', line)] == []


LABEL = re.compile(
    r'(?:\{% translate "[^"]*:" %\}|:\s*\{% endblocktranslate %\}|\{% colon %\})'
    r"(?:\{% endif %\})?(?:</(?:strong|span|b)>)?\s+(?P<next>\S[^\n]*)"
)
APART = re.compile(
    r"</|<(?:p|ul|ol|table|div|pre|dl|form|li|input|button|span data-say)\b|\{% (?:end|include|else|for|chart)"
)
"""What stands on a line of its own, or at a distance of its own."""


def test_what_follows_a_label_with_a_colon_closes_up_to_it_in_chinese():
    """GB/T 15834: ： has its own room; a space or a line break of the template behind it becomes a gap."""
    gaps = []
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        for found in LABEL.finditer(text):
            before = text[: found.start()]
            is_inside = before.count("{% sentences %}") > before.count("{% endsentences %}")
            if not is_inside and not APART.match(found["next"]):
                gaps.append(f"{path.relative_to(TEMPLATES)}: {found[0][-60:]}")

    assert gaps == []


def test_no_two_cards_of_a_page_have_one_name():
    """A card's name is its anchor, and its title names the landmark: in a loop both belong to the row."""
    twice = []
    for path in PAGES:
        loops, seen = 0, set()
        for tag, told in re.findall(r"{%\s*(for|endfor|card|fold)\b(.*?)%}", path.read_text(encoding="utf-8")):
            loops += {"for": 1, "endfor": -1}.get(tag, 0)
            constant = re.match(r'\s*("[^"]*"\s.*)', told) if tag in ("card", "fold") else None
            if constant and (loops or constant[1] in seen):
                twice.append((str(path.relative_to(TEMPLATES)), constant[1].strip()))
            seen.add(constant[1] if constant else "")

    assert twice == []


def test_nobody_makes_a_mark_or_a_message_by_hand():
    by_hand = re.compile(r'class="(?:badge|alert)\b|heroicon|<svg')
    outside = [path for path in PAGES if "parts" not in path.parts]

    assert [place for place, line in lines_of(outside) if by_hand.search(line)] == []


def test_no_template_asks_a_registry_of_states_by_itself():
    """What a state is called, and how serious it is, stands in one table of its app."""
    states = re.compile(r'\{% (?:el)?if [^%]*(?:treatment|outcome|standing|light|finding) == "')
    known = {"licensing/certificates/_verdict.html", "materials/catalogue/guide/bring.html"}
    found = {place.partition(":")[0] for place, line in lines_of(PAGES) if states.search(line)}

    assert found <= known | {"licensing/casework/case/_around.html", "licensing/casework/verifications.html"}


ORDER = (
    ("trail", "pages"),
    ("accounts",),
    ("clock",),
    ("post",),
    ("materials", "papers"),
    ("desk",),
    ("rating",),
    ("licensing",),
    ("supervision",),
    ("hotline",),
    ("portal",),
)
"""The layers of the apps (`pyproject.toml`), the lowest first."""
FLOOR = {app: floor for floor, apps in enumerate(ORDER) for app in apps}
FOLDERS = {"account": "accounts", "django": "pages", "letters": "papers", "mfa": "accounts", "parts": "pages"}
FOLDERS |= {"usersessions": "accounts"}
"""Folders of templates that are not called as their app is."""


def _app_of(template):
    folder = template.partition("/")[0]
    return FOLDERS.get(folder, folder)


def test_templates_follow_the_layers_too():
    libraries = {
        name: module.partition(".")[0]
        for name, module in engines["django"].engine.libraries.items()
        if module.partition(".")[0] in FLOOR
    }
    against = []
    for path in PAGES:
        name = str(path.relative_to(TEMPLATES))
        if "/" not in name:
            continue  # the frame of every page is the portal's
        text, floor = path.read_text(encoding="utf-8"), FLOOR[_app_of(name)]
        loaded = {library for names in re.findall(r"{% load ([^%]+) %}", text) for library in names.split()}
        used = {libraries[library] for library in loaded if library in libraries}
        used |= {_app_of(included) for included in re.findall(r'{% include "([^"]+/[^"]+)"', text)}
        against += [(name, app) for app in used if FLOOR[app] > floor]

    assert against == []


def test_what_a_template_asks_of_a_person_is_a_permission_there_is():
    asked = {
        (str(path.relative_to(TEMPLATES)), f"accounts.{name}")
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r"perms\.accounts\.(\w+)", path.read_text(encoding="utf-8"))
    }

    assert len(asked) > 3
    assert [(path, name) for path, name in sorted(asked) if name not in NAMES] == []

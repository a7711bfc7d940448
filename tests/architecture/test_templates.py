"""Templates are code: laid out by tools, one element a line."""

import re
import subprocess
from pathlib import Path

from django.conf import settings

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

"""Every requirement of OWASP ASVS 5.0 on the levels 1 and 2 is answered for, once, with a state."""

import re
from collections import Counter
from pathlib import Path

from django.conf import settings

DOCUMENT = Path(settings.BASE_DIR) / "docs" / "asvs.md"
OF_CHAPTERS = {
    1: 27, 2: 11, 3: 19, 4: 10, 5: 9, 6: 35, 7: 18, 8: 7, 9: 7, 11: 14, 12: 9, 13: 13, 14: 9, 15: 13, 16: 16,
}  # fmt: skip
"""How many requirements of levels 1 and 2 each chapter of 5.0.0 has; OAuth (10) and WebRTC (17) do not apply."""
LINE = re.compile(r"^\| (\d+)\.(\d+)\.(\d+) \| ([✓◐✗–]) \| (.+) \|$", re.MULTILINE)


def test_every_requirement_is_answered_for_once():
    text = DOCUMENT.read_text(encoding="utf-8")
    found = LINE.findall(text)
    told = dict(re.findall(r"([✓◐✗–]) (\d+) (?:are|partly|do)", text))

    assert Counter(int(chapter) for chapter, *_rest in found) == OF_CHAPTERS
    assert len({tuple(line[:3]) for line in found}) == sum(OF_CHAPTERS.values())
    of_states = Counter(state for *_number, state, _how in found)
    of_states["–"] += 29 + 7
    assert {state: int(count) for state, count in told.items() if int(count)} == dict(of_states)

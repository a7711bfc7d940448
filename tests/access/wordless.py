"""Pages on which no word of anybody stands in this world: forms, figures, tables of what the portal brings, doors.

Whatever is not named here has to show one, or nothing says that it escapes words.
"""

from __future__ import annotations

_NAMES = {
    "accounts": "add_person counter_identity prove_code",
    "afterwards": "answer",
    "applications": "cosign list progress submitted to_ordinary track withdraw",
    "bulletins": "list rows",
    "calendar": "years",
    "care": "write",
    "catalogue": "draft draft_item",
    "certificates": "one wallet",
    "chain": "follow",
    "channels": "list owed results table template",
    "codes": "import model template write",
    "counter": "page",
    "credit": "object_fact repair",
    "": "design health home statistics usersessions_list",
    "draws": "checkpoints frozen list ours result",
    "encounters": "phone published spare write",
    "figures": "list",
    "findings": "list",
    "fleet": "compare",
    "grids": "import template",
    "hear": "follow tell",
    "hotline_figures": "list rows",
    "inspections": "at_the_door ours programme turned_away write",
    "insurance": "pledge report track withdraw",
    "knowledge": "answers",
    "measures": "list step",
    "platforms": "enter",
    "post": "address choices inbox message",
    "rated": "list",
    "rating": "code give list mine",
    "rating_figures": "list rows",
    "register": "looks overdue",
    "registries": "import list template",
    "reporting": "page",
    "reports": "list",
    "reviews": "own",
    "samples": "draw list",
    "services": "eligible guide list",
    "site": "accessibility glossary help map",
    "telephone": "list",
    "tickets": "calls",
    "verify": "verify",
    "visits": "phone",
    "words": "add list write",
    "work": "mine",
}
WORDLESS = frozenset(f"{space}:{name}" if space else name for space, names in _NAMES.items() for name in names.split())
FILES = ("image/", "application/pdf", "application/zip", "text/javascript", "text/x-python", "application/xml")
"""Kept as they were given or made, or programs of ours: papers are tried by their kinds."""

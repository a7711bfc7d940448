"""One walk over every page in a world where every word is meant to harm and everything has a neighbour.

No page, file or paper takes a word for more than a word. And a number in a form is not believed: every form is sent by
somebody it is for, with each number, key and choice in it changed to the neighbour's, and with every button.
"""

import html
import re
from urllib.parse import urlencode

import pytest
from django.db import connection

from accounts.authorities import Authority
from hotline.tickets.voices import ACCEPTED_WITH_VOICE
from materials.tables.reading import ACCEPTED as ACCEPTED_TABLES
from materials.uploads.rules import ACCEPTED, PICTURES
from papers import pdf, produce
from tests.access.by_code import asked_by_code
from tests.access.everything import COUNTY, Visitor, all_names, everything
from tests.access.forms_sent import Forms, Watched, believed, changed, name_of
from tests.access.marked import mark_everything
from tests.access.neighbours import KEY, MARK, neighbours_of_everything
from tests.access.test_every_address import PUBLIC, has_business
from tests.access.wordless import FILES, WORDLESS
from tests.access.words_shown import hostile, in_paper, met, taken_for_more

MOST_BUTTONS = 3
ON_A_PHONE = "image/*"
"""The page itself makes a JPEG of it before it is kept (static/portal/js/phone/sealing.js)."""
CHOOSERS = {
    ACCEPTED, PICTURES, ACCEPTED_WITH_VOICE, ACCEPTED_TABLES, ON_A_PHONE, "application/pdf,.pdf",
    "application/json,.json",
}  # fmt: skip
OWN = ("applications:look_ups", "chain:mine")
SHARED = {"knowledge"}
"""What every office's people read of every office: the answers of the hotline."""


@pytest.fixture
def printed(monkeypatch):
    """Every paper that is printed meanwhile, by its kind."""
    papers, render = {}, produce.render

    def remembered(paper):
        papers.setdefault((type(paper), getattr(paper, "kind", "")), paper)
        return render(paper)

    monkeypatch.setattr(produce, "render", remembered)
    return papers


def whose(world, name):
    """Somebody an address is for, and who has something there."""
    if name in OWN:
        return "owner"
    order = sorted(world.people, key=lambda who: (not who.endswith(" here"), who == "stranger"))
    return next((who for who in order if world.people[who] and has_business(who, name)), None)


@pytest.mark.django_db
def test_a_word_is_a_word_and_a_neighbours_number_does_nothing(taihang, registry, capsys, known_at_the_door, printed):
    world = everything(taihang)
    by_code = asked_by_code()
    marked = mark_everything()
    here, there = (Authority.objects.get(division_id=code) for code in ("410802", COUNTY))
    words = neighbours_of_everything(here, at=there)
    keys = {KEY, str(KEY), KEY.hex, *words.values()}
    visitors, shown, sent, unexpected, offered = {}, {}, {}, [], set()
    for name, arguments in all_names():
        who = whose(world, name)
        if who is None or name.startswith(("account_", "mfa_")):
            continue
        visitor = visitors.setdefault(who, Visitor(world.people[who]))
        address = world.address(name, arguments)
        method, typed = by_code.get(name, ("GET", {}))
        page = visitor.comes(method, f"{address}?{urlencode(typed)}" if method == "GET" and typed else address, typed)
        if page.status_code >= 500:
            unexpected.append(f"{who} {name}: {page.status_code}")
        if page.status_code != 200:
            continue
        if not page["Content-Type"].startswith(FILES):
            shown[name] = met(page)
        unexpected += [f"{who} {name}: {what}" for what in taken_for_more(page)]
        if page["Content-Type"].startswith("text/html"):
            offered |= set(file_choosers(page))
            is_shared = name in PUBLIC or name.partition(":")[0] in SHARED
            if MARK.encode() in page.whole and not is_shared:
                unexpected.append(f"{who} {name}: shows a neighbour")
            told = sent_with_neighbours(visitor, page, address, (words, keys), sent, is_shared=is_shared)
            unexpected += [f"{who} {one}" for one in told]
    papers = [(kind, hostile(paper)) for kind, paper in printed.items()]
    unexpected += [f"{kind}: {what}" for kind, paper in papers for what in in_paper(paper)]
    letter = max((paper for _kind, paper in papers), key=lambda paper: len(pdf.html_of(paper)))
    assert pdf.render(letter).startswith(b"%PDF"), "whatever it would have to load is refused"
    with capsys.disabled():
        print(  # noqa: T201
            f"\n  words: {marked} marked, {sum(shown.values())} met on {sum(map(bool, shown.values()))} of "
            f"{len(shown)} pages and files, {len(papers)} kinds of papers; "
            f"neighbours: {len(sent)} forms sent {sum(sent.values())} times; unexpected: {len(unexpected)}"
        )
        print(*unexpected, sep="\n")  # noqa: T201

    assert offered <= CHOOSERS, "what a file chooser offers agrees on every page"
    assert {name for name, times in shown.items() if not times} <= WORDLESS, "it shows words, or is named there"
    assert sum(map(bool, shown.values())) > 140
    assert len(sent) > 50
    assert not unexpected


def file_choosers(page):
    """What each file chooser of a page offers, "" where it says nothing."""
    for chooser in re.findall(r'<input\b[^>]*type="file"[^>]*>', page.whole.decode()):
        yield html.unescape(dict(re.findall(r'(accept)="([^"]*)"', chooser)).get("accept", ""))


def sent_with_neighbours(visitor, page, address, others, sent, *, is_shared):
    """What came of a page's forms that should not; `sent` remembers which were, and how often."""
    words, keys = others
    for form in Forms(page.whole.decode()).found:
        action = form["action"] or address
        known = (name_of(action), tuple(sorted({field for field, _kind, _value in form["fields"]})))
        values = changed(form, words)
        if values is None or known in sent or not action.startswith("/"):
            continue
        buttons = form["buttons"][:MOST_BUTTONS] or [("act", "do")]
        sent[known] = len(buttons)
        for button in buttons:
            watched = Watched(keys)
            with connection.execute_wrapper(watched):
                answer = visitor.comes("POST", action, {**values, button[0]: button[1]})
            told = f"{known[0]} {button} {answer.status_code}"
            yield from [told] if answer.status_code >= 500 else []
            if not is_shared:
                yield from (f"{told}: {one}" for one in {*watched.written, *believed(answer)})
                yield from [f"{told}: shows a neighbour"] if MARK.encode() in answer.whole else []

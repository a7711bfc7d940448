"""A number in a form is not believed: whoever puts that of a neighbour's row in gets nothing of it, and writes none.

Every form of every page is sent by somebody it is for, with each number, key and choice in it changed to the
neighbour's (see neighbours.py), and with every button.
"""

from html.parser import HTMLParser
from uuid import UUID

import pytest
from django import forms
from django.db import connection, models
from django.urls import Resolver404, resolve

from accounts.authorities import Authority
from tests.access.everything import COUNTY, Visitor, all_names, everything
from tests.access.neighbours import FIRST, KEY, LAST, MARK, neighbours_of_everything
from tests.access.test_every_address import PUBLIC, has_business
from tests.factories import PASSWORD

WRITES = ("INSERT", "UPDATE", "DELETE")
MOST_BUTTONS = 3
SHARED = {"knowledge"}
"""What every office's people read of every office: the answers of the hotline."""


class Forms(HTMLParser):
    """The forms of a page with what stands in them."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.found, self._form, self._select = [], None, None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name, value = given.get("name"), given.get("value") or ""
        if tag == "form":
            posts = (given.get("method") or "").lower() == "post"
            self._form = {"action": given.get("action") or "", "fields": [], "buttons": []} if posts else None
            self.found += [self._form] if posts else []
        elif self._form is None:
            return
        elif tag == "select":
            self._select = name
            self._form["fields"].append((name, "select", ""))
        elif tag == "option" and value:
            self._form["fields"].append((self._select, "select", value))
        elif tag == "button" and name:
            self._form["buttons"].append((name, value))
        elif tag in ("input", "textarea") and name and name != "csrfmiddlewaretoken":
            self._form["fields"].append((name, given.get("type") or tag, value))

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None


class Watched:
    """Which neighbours' numbers were written."""

    def __init__(self, keys):
        self.keys, self.written = keys, []

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith(WRITES):
            rows = params if many else [params or ()]
            self.written += [sql[:90] for row in rows if any(self.is_neighbour(value) for value in row)]
        return execute(sql, params, many, context)

    def is_neighbour(self, value):
        return (isinstance(value, int) and FIRST <= value <= LAST) or value in self.keys


def changed(form, words):
    """What is sent: as it stands, with every number and key a neighbour's; None when there is none."""
    sent, is_changed = {}, False
    for name, kind, value in form["fields"]:
        other = words.get(value)
        if kind in ("select", "hidden", "radio", "checkbox") or other:
            other = other or (str(FIRST) if value.isdigit() else str(KEY) if is_key(value) else None)
            if other is None and kind == "select" and not value:
                other = str(FIRST)  # nobody to choose here: somebody is chosen all the same
        if other is None:
            sent.setdefault(name, value or usual(name, kind))
        elif is_changed := True:
            sent[name] = other
        if other is None and kind == "select" and value:
            sent[name] = value
    return sent if is_changed else None


def is_key(value):
    try:
        return bool(UUID(value))
    except ValueError:
        return False


def usual(name, kind):
    """What somebody types who fills in everything."""
    told = {"date": "2027-03-01", "number": "1", "tel": "13903910000", "password": PASSWORD, "email": "a@example.cn"}
    return told.get(kind, "on" if kind == "checkbox" else "" if kind == "file" else "说明")


def believed(answer):
    """The fields of the forms of an answer that took a neighbour's row for their own."""
    for context in answer.context or ():
        for value in context.flatten().values() if hasattr(context, "flatten") else ():
            if isinstance(value, forms.BaseForm) and value.is_bound:
                for name, cleaned in getattr(value, "cleaned_data", {}).items():
                    if isinstance(cleaned, models.Model) and cleaned.pk == FIRST:
                        yield f"{type(value).__name__}.{name}"


def whose(world, name):
    """Somebody an address is for."""
    order = sorted(world.people, key=lambda who: (not who.endswith(" here"), who == "stranger"))
    return next((who for who in order if world.people[who] and has_business(who, name)), None)


@pytest.mark.django_db
def test_a_neighbours_number_in_a_form_does_nothing(taihang, registry, capsys, known_at_the_door):
    world = everything(taihang)
    here, there = (Authority.objects.get(division_id=code) for code in ("410802", COUNTY))
    words = neighbours_of_everything(here, at=there)
    keys = {KEY, str(KEY), KEY.hex, *words.values()}
    visitors, seen, unexpected, forms_sent = {}, set(), [], 0
    for name, arguments in all_names():
        who = whose(world, name)
        for_everybody = name in PUBLIC or name.partition(":")[0] in SHARED
        if who is None or name.startswith(("account_", "mfa_")):
            continue
        visitor = visitors.setdefault(who, Visitor(world.people[who]))
        address = world.address(name, arguments)
        page = visitor.comes("GET", address, {})
        if page.status_code >= 400 or not page["Content-Type"].startswith("text/html"):
            continue
        if MARK.encode() in page.whole and not for_everybody:
            at = page.whole.decode().index(MARK)
            unexpected.append(f"{who} {name}: shows a neighbour: …{page.whole.decode()[at - 150 : at + 60]}…")
        for form in Forms(page.whole.decode()).found:
            action = form["action"] or address
            known = (_name_of(action), tuple(sorted({field for field, _kind, _value in form["fields"]})))
            sent = changed(form, words)
            if sent is None or known in seen or not action.startswith("/"):
                continue
            seen.add(known)
            for button in form["buttons"][:MOST_BUTTONS] or [("act", "do")]:
                watched = Watched(keys)
                with connection.execute_wrapper(watched):
                    answer = visitor.comes("POST", action, {**sent, button[0]: button[1]})
                forms_sent += 1
                told = f"{who} {known[0]} {button} {answer.status_code}"
                if answer.status_code >= 500:
                    unexpected.append(told)
                if for_everybody:
                    continue
                unexpected += [f"{told}: {one}" for one in {*watched.written, *believed(answer)}]
                if MARK.encode() in answer.whole:
                    unexpected.append(f"{told}: shows a neighbour")
    with capsys.disabled():
        print(f"\n  neighbours: {len(seen)} forms sent {forms_sent} times, unexpected: {len(unexpected)}")  # noqa: T201
        print(*unexpected, sep="\n")  # noqa: T201

    assert len(seen) > 50
    assert not unexpected


def _name_of(action):
    try:
        return resolve(action.partition("?")[0]).view_name
    except Resolver404:
        return action

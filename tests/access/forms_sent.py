"""The forms of a page, sent with a neighbour's number, key or choice in place of each of its own; what came of it."""

from html.parser import HTMLParser
from uuid import UUID

from django import forms
from django.db import models
from django.urls import Resolver404, resolve

from tests.access.neighbours import FIRST, KEY, LAST
from tests.factories import PASSWORD

WRITES = ("INSERT", "UPDATE", "DELETE")


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


def name_of(action):
    try:
        return resolve(action.partition("?")[0]).view_name
    except Resolver404:
        return action

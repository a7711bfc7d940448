"""What no reader should meet on a page: codes, names of Python, moments as machines write them, English in Chinese."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from django.apps import apps

_HIDDEN = {"script", "style", "svg", "textarea", "code", "pre", "head"}
_VOID = {"br", "hr", "img", "input", "link", "meta", "wbr", "source", "path", "use", "rect", "circle", "line"}
CODES = re.compile(
    r"\b[a-z]+_[a-z_]+\b"  # a name of the code
    r"|^(?:None|True|False|NaN|undefined|null)$"
    r"|\b\d{4}-\d\d-\d\dT\d\d:\d\d"
    r"|<[A-Z]\w+[ :]"  # how Python shows a thing
    r"|%\(\w+\)s|\{\w+\}"  # a place holder nobody filled in
    r"|\bF-\d+\.\d+"  # a number of docs/law.md, which readers do not have
    r"|\d[ \u00a0]%"  # a share is written 50%, in Chinese and English
)
KINDS = frozenset(
    str(value)
    for model in apps.get_models()
    for field in model._meta.fields
    for value, _label in field.flatchoices
    if isinstance(value, str) and "-" in value
)
"""States and kinds as they are stored, of several words: some are English words, none is a Chinese one."""
LONE = re.compile(r"^[a-z]{3,}$")
"""A word of the code as the whole of what is told: `yellow` where the colour of a plate stands."""
GAP = re.compile(r"[。！？；] (?=[\u4e00-\u9fff（“])")
"""A space between two Chinese sentences: what a line break of a template becomes (`{% sentences %}` takes it away)."""
NARROW = re.compile(r"(?<=[\u4e00-\u9fff）”])(?:: ?|, |; |\. ?)(?=[\u4e00-\u9fff（“]|$)")
"""Punctuation of English between Chinese words (`{% colon %}`, `|listed`)."""
BRACKET = re.compile(r"(?:^|\s)\((?=[\u4e00-\u9fff])")
"""A bracket of English before a Chinese word (`{% bracketed … %}`)."""
ENGLISH = re.compile(r"\b[A-Za-z]{2,}(?: [A-Za-z]{2,}){2,}")


ACROSS = re.compile(r"[、，]\s+(?=[^\s<])|(?<=[\u4e00-\u9fff》\d])\s+（|》\s+第")
"""The same where words stand in elements of their own."""
_INLINE = re.compile(r"</?(?:a|b|code|small|span|strong|time)\b[^>]*>|<!--.*?-->", re.S)
_TYPED = re.compile(r"<(script|style|textarea|pre|title)\b.*?</\1>", re.S)


class Words(HTMLParser):
    """The texts of a page as people read them, each with the language its place says it is in."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = [("", "")]
        self.hidden = 0
        self.texts: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        for name in ("aria-label", "alt", "placeholder", "data-label"):
            if told.get(name):
                self.texts.append((told[name] or "", self.open[-1][1]))
        if tag in _VOID:
            return
        # What a script fills in stands hidden until it has.
        tag = f"{tag}/" if tag in _HIDDEN or "data-texts" in told else tag
        self.open.append((tag, told.get("lang") or self.open[-1][1]))
        self.hidden += tag.endswith("/")

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or tag not in [name.rstrip("/") for name, _language in self.open]:
            return
        closed = ""
        while closed.rstrip("/") != tag:
            closed, _language = self.open.pop()
            self.hidden -= closed.endswith("/")

    def handle_data(self, data: str) -> None:
        if not self.hidden and data.strip():
            self.texts.append((" ".join(data.split()), self.open[-1][1]))


def raw_in(page: str, language: str, *, names: frozenset[str] = frozenset()) -> list[str]:
    """Raw words of a page in a language of the portal (`zh-hans`, `zh-hant`, `en`); `names` people sign in with."""
    found = []
    for text, said in Words(page).texts:
        found += [f"{match[0]!r} in {text[:80]!r}" for match in CODES.finditer(text)]
        if not language.startswith("zh"):
            continue
        found += [f"{word!r} in {text[:80]!r}" for word in KINDS & set(text.split())]
        found += [f"{text!r} alone" for _match in LONE.finditer(text) if text not in names]
        if said.lower().startswith("zh"):
            found += [f"a gap between sentences: {text[:80]!r}" for _match in GAP.finditer(text)]
            found += [f"punctuation of English: {text[:80]!r}" for _match in NARROW.finditer(text)]
            found += [f"a bracket of English: {text[:80]!r}" for _match in BRACKET.finditer(text)]
            found += [f"English: {text[:80]!r}" for _match in ENGLISH.finditer(text)]
    if language.startswith("zh"):
        flat = _INLINE.sub("", _TYPED.sub("", page))
        found += [f"a gap: {flat[max(0, at.start() - 20) : at.end() + 20]!r}" for at in ACROSS.finditer(flat)]
    return found

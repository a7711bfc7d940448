"""What is a clerical error (笔误) and what is substance: one is put right by a letter, the other takes a decision.

Only what really changes counts: the words before and after it that stay the same are there to find the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from licensing.decisions.models.letters import Letter

COUNT = "[0-9〇零一二两三四五六七八九十百千万.,]+"
SUBSTANCE: tuple[tuple[re.Pattern[str], Promise], ...] = (
    (
        re.compile(rf"{COUNT}年{COUNT}月{COUNT}日|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}"),
        gettext_lazy("A date cannot be corrected as a clerical error: it needs a decision."),
    ),
    (
        re.compile(r"[^\s，。、；：（）“”]*字?第?[0-9]{5,}号|〔[0-9]{4}〕[0-9]+号|[\u4e00-\u9fff]?[0-9A-Za-z-]{5,}"),
        gettext_lazy("The number of a certificate, a document, a company or a vehicle cannot be corrected here."),
    ),
    (
        re.compile(rf"第?{COUNT}(条|款|项)"),
        gettext_lazy("The article a letter is based on is substance, not a clerical error."),
    ),
    (
        re.compile(rf"{COUNT}(个?工作日|日|天|个?月|年|小时|分|万?元|辆|人|吨|公斤|千克|米|%)"),
        gettext_lazy("Sums, numbers and limits are substance, not clerical errors."),
    ),
    (
        re.compile("不|未|无|非|准予|驳回|撤销|撤回|吊销|注销|受理|终止|延续|中止|警告|罚款|恢复|失效|有效"),
        gettext_lazy("A correction cannot change what was decided: it needs a decision."),
    ),
)
"""What the law wants decided, and why words that touch it are no clerical error."""
WHOLE = gettext_lazy("Quote only the wrong words: a whole reason, name or entry is not a clerical error.")


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the wrong words stand: the text before and after, and the span in each that really changes."""

    before: str
    after: str
    changed: tuple[int, int]
    became: tuple[int, int]


def texts_of(letter: Letter) -> list[str]:
    """What of a letter can hold a clerical error: title, addressee, each paragraph, each line of the table."""
    cells = [line for label, value in letter.table for line in (label, *str(value).splitlines())]
    return [letter.title, letter.addressee, *letter.paragraphs, *cells]


def why_not_clerical(texts: Sequence[str], wrong: str, right: str) -> str:
    """Why words are not put right by a correction; "" when they are a clerical error.

    They occur in one of the texts, and what changes is neither a whole text, nor most of it, nor substance.
    """
    if wrong == right or not wrong.strip() or not right.strip():
        return _("Say which words are wrong and which are right.")
    places = [place for text in texts for place in _places(text, wrong, right)]
    if not places:
        return _("These words do not occur in it. Copy them exactly as printed.")
    return next((why for place in places if (why := _why_substance(place, wrong))), "")


def _places(text: str, wrong: str, right: str) -> Iterator[Place]:
    head = _same_at_start(wrong, right)
    tail = _same_at_start(wrong[head:][::-1], right[head:][::-1])
    for found in re.finditer(re.escape(wrong), text):
        start = found.start() + head
        yield Place(
            before=text,
            after=text[: found.start()] + right + text[found.end() :],
            changed=(start, found.end() - tail),
            became=(start, found.start() + len(right) - tail),
        )


def _same_at_start(one: str, other: str) -> int:
    """How many characters two words begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _why_substance(place: Place, wrong: str) -> str:
    bare = place.before.strip().strip("。；;.")
    if len(bare) > 1 and wrong.strip().strip("。；;.") == bare:
        return str(WHOLE)
    if _is_most(place.changed, place.before) or _is_most(place.became, place.after):
        return str(WHOLE)
    for pattern, why in SUBSTANCE:
        if _touches(pattern, place.before, place.changed) or _touches(pattern, place.after, place.became):
            return str(why)
    return ""


def _is_most(span: tuple[int, int], text: str) -> bool:
    return 2 * (span[1] - span[0]) > len(text)


def _touches(pattern: re.Pattern[str], text: str, span: tuple[int, int]) -> bool:
    start, end = span
    if start == end:  # words are put in, or left out, between two others
        return any(found.start() < start < found.end() for found in pattern.finditer(text))
    return any(found.start() < end and start < found.end() for found in pattern.finditer(text))

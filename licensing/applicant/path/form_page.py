"""A page of the form: one topic, or several short ones that are shown, typed and sent together.

Alone, a topic's hidden fields and buttons are called `rows`, `part`, `page`, `stands-on`, `act`; on a page of several
each is called after its topic, `vehicle.rows`, and the page says which topics it holds (`topic`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from licensing.applicant.rows.cards import Problem
from licensing.applicant.rows.parts import Window, number_in
from licensing.applicant.rows.posted import refuse_too_many
from licensing.applicant.topics import Topic, topic_of
from licensing.applications.actions import drafting
from licensing.applications.answers.validation import is_complete
from licensing.applications.drafts import Typed
from licensing.applications.evidence.resolution import Treatment
from licensing.applications.models.application import Application, Procedure
from licensing.applications.sheet import Sheet

CHANGED_ELSEWHERE = _("Changed elsewhere in the meantime, so not saved. “Save and continue” shows both versions.")


@dataclass(frozen=True, kw_only=True)
class FormPage:
    """The topics of a page, in the order of the form; the first one gives it its address."""

    topics: tuple[Topic, ...]

    @property
    def first(self) -> Topic:
        return self.topics[0]

    @property
    def is_shared(self) -> bool:
        return len(self.topics) > 1

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is to be checked, of all its topics."""
        return tuple(problem for topic in self.topics for problem in topic.problems)

    @property
    def marked(self) -> tuple[tuple[str, Problem], ...]:
        """Each thing to be checked, with the link that leads to it."""
        return tuple((self._link(topic, problem), problem) for topic in self.topics for problem in topic.problems)

    def _link(self, topic: Topic, problem: Problem) -> str:
        address = self.part_address(topic, problem.part, checked=True) if problem.part else ""
        return f"{address}#{problem.target}"

    def part_address(self, topic: Topic, part: int, *, checked: bool = False) -> str:
        """Where a part of the rows of a topic is seen; `checked`: with what is wrong marked."""
        asked = {f"{topic.prefix}part": part} if part > 1 or checked else {}
        more = urlencode(asked | ({"checked": 1} if checked else {}))
        return f"{self.address}{'&' if '?' in self.address else '?'}{more}" if more else self.address

    @property
    def address(self) -> str:
        """Where it is seen, and sent to."""
        return _address("section", self)

    @property
    def save_address(self) -> str:
        """Where it saves itself while it is typed."""
        return _address("section_save", self)

    @property
    def row_address(self) -> str:
        """Where one of its rows is looked up; `rows` and `place` say which."""
        address = _address("section_row", self)
        return f"{address}{'&' if '?' in address else '?'}"

    def act(self, posted: QueryDict) -> tuple[str, Topic | None]:
        """What was pressed, and for which topic: None when it is meant for the page."""
        for topic in self.topics:
            if (act := own_words(posted, topic).get("act", "continue")) != "continue":
                return act, topic
        return "continue", None

    def read(self, posted: QueryDict) -> list[Typed]:
        """What was typed of each topic."""
        return [topic.read(own_words(posted, topic)) for topic in self.topics]


def _address(name: str, page: FormPage) -> str:
    address = reverse(f"applications:{name}", args=[page.first.application.key, page.first.section.code])
    if page.is_shared:
        return f"{address}?{urlencode({'topic': [topic.section.code for topic in page.topics]}, doseq=True)}"
    return f"{address}?part={page.first.part}" if page.first.part > 1 and name == "section_save" else address


def own_words(posted: QueryDict, topic: Topic) -> QueryDict:
    """What a page says of one of its topics, as if it stood there alone."""
    if not topic.prefix:
        return posted
    own = posted.copy()
    for name in [name for name in own if name.startswith(topic.prefix)]:
        own.setlist(name.removeprefix(topic.prefix), own.getlist(name))
    return own


def page_of(
    sheet: Sheet, codes: Sequence[str], *, asked: QueryDict | None = None, checked: bool | Collection[str] = False
) -> FormPage | None:
    """The page of some topics; None when the form has no such topic.

    `asked`: what says which part of each is wanted. `checked`: whether its errors are shown, or those of which topics.
    """
    topics = []
    for code in dict.fromkeys(codes):
        prefix = f"{code}." if len(codes) > 1 else ""
        part = asked.get(f"{prefix}part", "") if asked is not None else ""
        is_checked = checked if isinstance(checked, bool) else code in checked
        topic = topic_of(sheet, code, checked=is_checked, window=Window(number=number_in(part)))
        if topic is None:
            return None
        topics.append(replace(topic, prefix=prefix))
    return FormPage(topics=tuple(topics)) if topics else None


def asked_for(request: HttpRequest, sheet: Sheet, code: str, *, checked: bool | list[str] = False) -> FormPage:
    """The page an address asks for. Raises Http404."""
    codes = request.GET.getlist("topic")
    asked = request.GET if request.method == "GET" else request.POST
    page = page_of(sheet, codes if code in codes else [code], asked=asked, checked=checked)
    if page is None:
        raise Http404
    return page


def next_step(sheet: Sheet) -> str:
    """The name of the address where it goes on: form, then what is to be brought, then promise, then check."""
    if not all(is_complete(section, sheet.filled) for section in sheet.form):
        return "overview"
    if any(row.treatment in (Treatment.MISSING, Treatment.CHECKING) for row in sheet.resolved):
        return "materials"
    if sheet.procedure == Procedure.COMMITMENT and sheet.signed is None and not sheet.closed:
        return "commitment"
    return "check"


def save(application: Application, page: FormPage, posted: QueryDict) -> Application:
    """Keep what was typed. Raises AlreadySubmitted, Stale, DraftTooLarge, TooManyRows."""
    typed = page.read(posted)
    refuse_too_many(typed)
    return drafting.save_sections(application, typed)

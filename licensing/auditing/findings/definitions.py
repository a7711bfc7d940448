"""The findings: each with what is counted, of what, what is left out, and the rule it rests on."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.permissions import READ_REGISTER
from accounts.roles import keys_of_visible_authorities
from licensing.auditing.findings import counting
from licensing.auditing.findings.counting import Count
from pages.counted.figure import DAYS, NOTHING, TODAY, Counting, Figure, Words


def _of_reader(count: Count) -> Counting:
    """The same for the authorities a reader's role spans."""

    def rows(person: Person, since: datetime.date, until: datetime.date) -> Any:
        return count(keys_of_visible_authorities(person), since, until)

    return rows


def _finding(
    code: str, title: Words, counted: Words, of: Words, found: Count, among: Count, left_out: Words = NOTHING,
    period: Words = DAYS,
) -> Figure:  # fmt: skip
    return Figure(
        code=code,
        title=title,
        counted=counted,
        of=of,
        numerator=_of_reader(found),
        denominator=_of_reader(among),
        permissions=(READ_REGISTER,),
        left_out=left_out,
        period=period,
    )


FINDINGS: dict[str, tuple[Count, Count, Figure]] = {}


def _add(code: str, title: Words, counted: Words, of: Words, found: Count, among: Count, **more: Any) -> None:
    FINDINGS[code] = (found, among, _finding(code, title, counted, of, found, among, **more))


_add(
    "gaps",
    _("Gaps in numbers"),
    _("series drawn further than there are receipts or certificates that bear the numbers"),
    _("series of receipts and certificates"),
    counting.with_gaps,
    counting.series,
    left_out=_("Letters: several kinds of work share their series. Numbers of paper certificates were never drawn."),
    period=TODAY,
)
_add(
    "unproved",
    _("Waived without proof"),
    _("materials waived though no look-up of the case that found anything stands in their place"),
    _("materials waived"),
    counting.waived_unproved,
    counting.waived,
)
_add(
    "stale",
    _("Stale proof at the decision"),
    _("last answers older at the grant than their edition allows"),
    _("last answers before a grant"),
    counting.stale,
    counting.last_word,
    left_out=_("Grants by force of law; what a person checked before."),
)
_add(
    "contradicted",
    _("Contradicted at the decision"),
    _("things waived or found whose last answer before the grant was “not found” or proves nothing"),
    _("last answers before a grant"),
    counting.contradicted,
    counting.last_word,
    left_out=_("Grants by force of law; what a person checked before."),
)
_add(
    "no-promise",
    _("Granted without a signed commitment"),
    _("grants under commitment nobody had signed by then"),
    _("grants under notification and commitment"),
    counting.granted_without_promise,
    counting.granted_on_promise,
    left_out=_("Grants by force of law."),
)
_add(
    "late",
    _("Late acts"),
    _("limits of the authority, due in the period, that passed without the act they were set for"),
    _("limits that passed, applicants' among them"),
    counting.passed_by_us,
    counting.passed,
    left_out=_("Steps whose holder was away: no limit of the law."),
)
_add(
    "same-eyes",
    _("Four eyes broken"),
    _(
        "cases in which one person took two of the steps that different people must take: "
        "opinion, check on site, decision"
    ),
    _("decisions by people"),
    counting.by_same_eyes,
    counting.decided,
    left_out=_("Grants by force of law."),
)
_add(
    "one-alone",
    _("One person alone"),
    _("decisions by whoever had accepted the case, with no other official's opinion"),
    _("decisions by people"),
    counting.by_one_alone,
    counting.decided,
    left_out=_("What was accepted by rule. The law allows it; who audits should know how often."),
)
_add(
    "own-company",
    _("Acts on one's own company"),
    _("cases in which somebody acted as an official who had begun or typed them, or acts or acted for the company"),
    _("cases handed in"),
    counting.for_own_company,
    counting.submitted,
)
_add(
    "out-of-place",
    _("Register and certificates disagree"),
    _("licences and vehicles' certificates in force though the register holds another in their place, or none"),
    _("licences and vehicles' certificates in force"),
    counting.out_of_place,
    counting.in_force,
    period=TODAY,
)
_add(
    "no-file",
    _("Issued without a file"),
    _("certificates issued more than a day ago of which no file was made"),
    _("certificates issued"),
    counting.issued_without_file,
    counting.issued,
)

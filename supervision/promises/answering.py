"""The holder explains; the verifier answers what was not mended: the promise stands, or it is not kept and a fact."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.permissions import VERIFY
from accounts.represented.companies import acts_for
from desk.refusals import MayNotHandle, NotNow, TooLate
from licensing.decisions.rules import may_handle
from licensing.register.actions import alone_with
from supervision.credit.facts.actions import NewFact, enter_facts
from supervision.credit.facts.models import CreditFact, Source
from supervision.promises import events
from supervision.promises.editions import name_zh_of
from supervision.promises.following import tell
from supervision.promises.living import is_living
from supervision.promises.models import Failing, FailingEnd, Reply

INDICATOR = "promise-broken"
FACT = "broken"
"""What the source_ref of such a fact begins with."""
ARTICLE = "国办发〔2020〕42号（承诺后监管）"


class OverAlready(TooLate):
    """It was mended, or answered, meanwhile."""

    def __str__(self) -> str:
        return _("This has already been put right or answered.")


def explain(failing: Failing, *, words: str, by: Person) -> Reply:
    """The holder says what is the case. Raises MayNotHandle, OverAlready, NotNow."""
    if not acts_for(by, failing.application.company_id):
        raise MayNotHandle
    if not words.strip():
        raise NotNow(_("Describe the situation."))
    with transaction.atomic():
        fresh = _open(failing)
        reply = Reply.objects.create(failing=fresh, words=words.strip(), said_by=by)
        tell(events.REPLIED, fresh, by=by)
    return reply


def may_answer(person: Person, failing: Failing) -> bool:
    """Whether somebody verifies for this authority, and is not on the holder's side."""
    return person.has_perm(VERIFY) and may_handle(person, failing.application)


def answer(failing: Failing, *, stands: bool, words: str, by: Person) -> FailingEnd:
    """A verifier answers what the holder did not mend in time; only what is not kept becomes a fact of the code.

    Raises MayNotHandle, OverAlready, NotNow.
    """
    if not words.strip():
        raise NotNow(_("Write down what was found: the fact is based on it."))
    with transaction.atomic():
        fresh = _open(failing)
        if not may_answer(by, fresh):
            raise MayNotHandle
        if not hasattr(fresh, "passed_on"):
            raise NotNow(_("The holder still has time to put it right."))
        if not is_living(fresh.application, on=timezone.localdate()):
            raise NotNow(_("The licence is no longer in force, so there is no promise to verify."))
        how = FailingEnd.How.STANDS if stands else FailingEnd.How.BROKEN
        ended = FailingEnd.objects.create(failing=fresh, how=how, words=words.strip(), by=by)
        if stands:
            tell(events.STANDS, fresh, by=by)
        else:
            tell(events.BROKEN, fresh, by=by, fact=_fact(fresh, words=words.strip(), by=by).number)
    return ended


def _open(failing: Failing) -> Failing:
    """The failing as it stands, alone with its company. Raises OverAlready."""
    alone_with(failing.application.company)
    rows = Failing.objects.select_related("end", "passed_on", "application__company", "application__authority")
    fresh: Failing = rows.get(pk=failing.pk)
    if hasattr(fresh, "end"):
        raise OverAlready
    return fresh


def _fact(failing: Failing, *, words: str, by: Person) -> CreditFact:
    told = NewFact(
        company=failing.application.company_id,
        indicator=INDICATOR,
        happened_on=timezone.localdate(),
        source=Source.OWN,
        source_ref=f"{FACT}:{failing.pk}",
        article=ARTICLE,
        words=f"{name_zh_of(failing.material)}：{words}"[:300],
    )
    return enter_facts([told], by=by)[0]

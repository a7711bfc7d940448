"""The legal representative signs from a link on the phone what a handler typed (domain F-3.1).

The link names no case; the code of the text message finds it, once, until it expires, for exactly the answers,
look-ups and files that stood when it was sent. The code proves the telephone, the password the person. Silence is
never consent.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.people import Person
from accounts.represented.companies import Company, Membership
from licensing import events
from licensing.applications.actions import committing, drafting
from licensing.applications.answers.identity import is_principal
from licensing.applications.checked import checked_version
from licensing.applications.cosigning.models import CosignAnswer, CosignRequest
from licensing.applications.models.application import Application
from licensing.applications.models.promises import Commitment
from licensing.applications.sheet import sheet_of
from pages.lists.beside import locked
from post.questions.asking import ask, found_by

LIVES = datetime.timedelta(hours=48)
WORDS = gettext_lazy(
    "An application is ready for your signature. Read it and sign at %(address)s with the code %(code)s, "
    "within 48 hours. If you did not expect this, do nothing: nothing is signed. Tell the code to nobody."
)
"""What is sent: no name, no company, no word of what it is about."""


class CannotAsk(Exception):
    """Nobody can be asked now; the message says why."""


class Over(Exception):
    """Nothing can be signed with this code any more; the message says why."""


def legal_representative(company: Company) -> Person | None:
    """The company's legal representative, where they have an account: its principal with that very ID number."""
    rows = Membership.objects.in_force().filter(company=company, kind=Membership.Kind.PRINCIPAL)
    people = [row.person for row in rows.select_related("person")]
    return next((one for one in people if one.is_active and is_principal(company, one.id_number)), None)


def may_be_asked(application: Application, *, by: Person) -> Person | None:
    """Whom a handler may ask to sign: never themselves."""
    found = legal_representative(application.company)
    return found if found is not None and found.pk != by.pk else None


def newest(application: Application) -> CosignRequest | None:
    """What was asked last of a draft, with its answer."""
    rows = CosignRequest.objects.select_related("asked_of", "asked_by", "answer", "question__message")
    return rows.filter(application=application).order_by("-pk").first()


def ask_cosigner(application: Application, *, by: Person) -> CosignRequest:
    """Send a code to the legal representative; one sent before counts no more. Raises CannotAsk, AlreadySubmitted."""
    with transaction.atomic():
        draft = _open(application)
        asked = may_be_asked(draft, by=by)
        if asked is None:
            raise CannotAsk(_("The legal representative has no account here, or is you. Sign on this page."))
        if not asked.phone:
            raise CannotAsk(_("No mobile number of the legal representative is known here."))
        sheet = sheet_of(draft)
        if any(entry.page in ("section", "materials") for entry in sheet.missing):
            raise CannotAsk(
                _("Complete the form and materials first: the signature covers all of it as it then stands.")
            )
        if sheet.closed:
            raise CannotAsk(sheet.closed)
        before, until = newest(draft), timezone.now() + LIVES
        question = ask(
            phone=asked.phone,
            words=WORDS,
            page="applications:cosign",
            until=until,
            instead_of=before.question if before else None,
        )
        request = CosignRequest.objects.create(
            application=draft,
            question=question,
            asked_of=asked,
            asked_by=by,
            version=checked_version(sheet),
            expires_at=until,
        )
        events.COSIGN_ASKED.record(subject=draft.subject, by=by, authority=draft.authority.division_id)
    return request


def asked_with(code: str) -> CosignRequest | None:
    """What a code asks to sign; None when it is none, whatever became of it."""
    question = found_by(code)
    rows = CosignRequest.objects.select_related("application__item", "application__company", "asked_of", "asked_by")
    return rows.filter(question=question).first() if question else None


def refuse_over(request: CosignRequest) -> None:
    """Refuse what was answered, is too old, was asked anew, or is about something else by now. Raises Over."""
    application = request.application
    if hasattr(request, "answer"):
        raise Over(_("This has already been answered: a code can be used only once."))
    if application.is_submitted or application.discarded_at:
        raise Over(_("The application has been handed in or discarded: there is nothing to sign."))
    if request.expires_at < timezone.now():
        raise Over(_("The code has expired, so nothing was signed. Ask for another one."))
    if CosignRequest.objects.filter(application=application, pk__gt=request.pk).exists():
        raise Over(_("A newer code has been sent. Only the newest one can be used."))
    if checked_version(sheet_of(application)) != request.version:
        raise Over(_("The application was changed after you were asked, so nothing was signed. Ask for another code."))
    if legal_representative(application.company) != request.asked_of:
        raise Over(_("You are no longer the legal representative of this company."))


def cosign(request: CosignRequest, affirmed: Collection[str], *, seen: str = "") -> Commitment:
    """Sign as the legal representative, whose code and password were checked. `seen`: what their page has shown.

    Raises Over, NotAllAffirmed, CommitmentClosed, AlreadySubmitted, Stale.
    """
    with transaction.atomic():
        held = _held(request)
        now = timezone.now()
        each = dict.fromkeys(affirmed, now)
        commitment = committing.sign_commitment(held.application, each, by=held.asked_of, seen=seen)
        CosignAnswer.objects.create(request=held, commitment=commitment)
    return commitment


def decline(request: CosignRequest) -> None:
    """Say no: the code is used up, nothing is signed. Raises Over."""
    with transaction.atomic():
        held = _held(request)
        CosignAnswer.objects.create(request=held)
        draft = held.application
        # The code proves the telephone, not the person: no password was asked for.
        events.COSIGN_DECLINED.record(subject=draft.subject, by="code", authority=draft.authority.division_id)


def _held(request: CosignRequest) -> CosignRequest:
    """The request as it stands now, its draft locked. Raises Over."""
    draft = _open(request.application)
    held = CosignRequest.objects.select_related("asked_of").get(pk=request.pk)
    held.application = draft
    refuse_over(held)
    return held


def _open(application: Application) -> Application:
    draft = locked(Application.objects.whole().select_for_update(of=("self",)), pk=application.pk)
    if draft.is_submitted:
        raise drafting.AlreadySubmitted
    return draft

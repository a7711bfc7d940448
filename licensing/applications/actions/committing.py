"""The commitment is signed, statement by statement (国办发〔2020〕42号)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.people import Person
from licensing import events
from licensing.applications.actions.drafting import CommitmentClosed, open_draft
from licensing.applications.checked import refuse_unseen
from licensing.applications.models.application import Application
from licensing.applications.models.promises import Commitment
from licensing.applications.notice import told
from licensing.applications.sheet import sheet_of
from materials.catalogue.models.items import Notice
from materials.catalogue.queries import notice_for


class NotAllAffirmed(Exception):
    """A statement of the commitment was not affirmed; `codes` names which."""

    def __init__(self, codes: list[str]) -> None:
        super().__init__(", ".join(codes))
        self.codes = codes


def sign_commitment(
    application: Application, affirmed: Mapping[str, datetime.datetime], *, by: Person, seen: str = ""
) -> Commitment:
    """Sign the notice in force under which the case began, statement by statement.

    `affirmed` is statement code -> when it was affirmed; `seen`: what was looked at, nothing else is signed.
    Raises NotAllAffirmed, CommitmentClosed, AlreadySubmitted, Stale.
    """
    with transaction.atomic():
        draft = open_draft(application)
        sheet = sheet_of(draft)
        refuse_unseen(sheet, seen)
        if closed := sheet.closed:
            raise CommitmentClosed(closed)
        notice = notice_for(draft.item)
        if notice is None:
            raise CommitmentClosed(_("This item has no notification-commitment procedure."))
        left = [s["code"] for s in notice.statements if s["code"] not in affirmed]
        if left:
            raise NotAllAffirmed(left)
        commitment = Commitment.objects.create(
            application=draft,
            notice=notice,
            statements=_affirmed_statements(notice, affirmed),
            notice_text=told(notice),
            answers_digest=draft.answers.digest(),
            signed_by=by,
        )
        events.COMMITTED.record(
            subject=draft.subject, by=by, authority=draft.authority.division_id, notice=notice.version_label
        )
    return commitment


def _affirmed_statements(notice: Notice, affirmed: Mapping[str, datetime.datetime]) -> list[dict[str, Any]]:
    return [
        {"order": s["order"], "code": s["code"], "zh": s["zh"], "affirmed_at": affirmed[s["code"]].isoformat()}
        for s in notice.statements
    ]

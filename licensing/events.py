"""Everything that can happen to an application, a decision or a certificate, and the sentence that tells it.

Personal data stays out: companies, numbers and outcomes are told, ID numbers never are.
"""

from django.utils.translation import gettext_lazy as _

from trail.events import event

STARTED = event("application.started", _("%(by)s began an application for %(item)s on behalf of %(company)s"))
DISCARDED = event("application.discarded", _("%(by)s discarded the draft"))
LOOKED_UP = event("evidence.looked_up", _("%(material)s: registry %(registry)s answered %(outcome)s (%(evidence)s)"))
ATTACHED = event("attachment.added", _("%(by)s uploaded %(file)s as %(material)s"))
DETACHED = event("attachment.removed", _("%(by)s removed the upload %(file)s"))
PROCEDURE_CHOSEN = event("application.procedure_chosen", _("%(by)s chose the procedure: %(procedure)s"))
COMMITTED = event("commitment.signed", _("%(by)s signed the commitment, notice version %(notice)s"))
SUBMITTED = event("application.submitted", _("%(by)s submitted application %(receipt)s"))
WAIVED = event("material.waived", _("%(material)s was not asked for: %(evidence)s"))
TAKEN = event("task.taken", _("%(by)s took the task “%(task)s”"))
HANDED_OVER = event("task.handed_over", _("%(by)s handed the task “%(task)s” to %(to)s"))
RETURNED = event("task.returned", _("%(by)s put the task “%(task)s” back in the queue"))
ACCEPTED = event("application.accepted", _("%(by)s accepted the application, letter %(letter)s"))
REVIEWED = event("application.reviewed", _("%(by)s reviewed the application: %(recommendation)s"))
GRANTED = event("decision.granted", _("%(by)s granted the licence, letter %(letter)s"))
REFUSED = event("decision.refused", _("%(by)s refused the licence, letter %(letter)s"))
WITHDRAWN = event("application.withdrawn", _("%(by)s withdrew the application"))
ISSUED = event("certificate.issued", _("Certificate %(number)s was issued"))
ISSUE_FAILED = event("certificate.issue_failed", _("Issuing failed (%(error)s); it will be tried again"))
REVIVED = event("certificate.issue_revived", _("%(by)s had the issuing tried again"))
PUBLISHED = event("decision.published", _("The decision was publicised"))
DOWNLOADED = event("document.downloaded", _("%(by)s downloaded %(document)s"))
DOSSIER_SEEN = event("dossier.seen", _("%(by)s looked at the case file, purpose: %(purpose)s"))
CASE_SEEN = event("case.seen", _("%(by)s looked at the case to handle it"))
VERIFIED = event("certificate.verified", _("Certificate %(number)s was checked by the public: %(state)s"))

"""Everything that can happen to an application, a decision or a certificate, and the sentence that tells it.

Personal data stays out: companies, numbers and outcomes are told, ID numbers never are.
"""

from django.utils.translation import gettext_lazy as _

from papers.serving.rows import AS_SAID
from trail.events import event, words

STARTED = event("application.started", _("%(by)s started an application for %(item)s on behalf of %(company)s"))
PREPARED = event("application.prepared", _("The portal prepared an application for %(item)s for %(company)s to sign"))
OFFERED = event("offer.made", _("No details are missing: %(item)s was offered for signature until %(until)s"))
PUT_AWAY = event("application.put_away", _("The prepared application was not offered and was discarded"))
OFFER_ENDED = event("offer.ended", _("The offer ended: %(how)s"))
BEGUN_AGAIN = event("application.begun_again", _("%(by)s started it with the answers from case %(receipt)s"))
DRAFT_ENDS = event("draft.ends", _("The company was told that its draft will be deleted after %(due)s"))
DRAFT_ENDED = event("draft.ended", _("The draft was deleted: nobody had worked on it since %(since)s"))
LOOK_UPS_FORGOTTEN = event(
    "draft.look_ups_forgotten", _("What registries answered for the discarded draft was deleted: %(count)s look-ups")
)
DISCARDED = event("application.discarded", _("%(by)s discarded the draft"))
LOOKED_UP = event("evidence.looked_up", _("%(material)s: registry %(registry)s answered %(outcome)s (%(evidence)s)"))
UNUSUAL_LOOK_UPS = event(
    "look_ups.unusual",
    _("%(name)s looked up %(count)s people, companies and vehicles today without submitting an application"),
)
FACTS_CHECKED = event("facts.checked", _("%(by)s manually checked details that no registry confirmed: %(materials)s"))
TRANSFERRED = event("application.transferred", _("%(by)s transferred the case to %(to)s, letter %(letter)s"))
SEAT_FOLLOWED = event(
    "application.seat_followed",
    _("The business register shows the registered office in %(place)s: the case was transferred to %(to)s"),
)
TAKEN_OVER = event(
    "particulars.taken_over", _("%(by)s updated the application with current registry data: %(fields)s (%(evidence)s)")
)
ATTACHED = event("attachment.added", _("%(by)s uploaded %(file)s as %(material)s"))
DETACHED = event("attachment.removed", _("%(by)s removed the upload %(file)s"))
PROCEDURE_CHOSEN = event("application.procedure_chosen", _("%(by)s chose the procedure: %(procedure)s"))
COMMITTED = event("commitment.signed", _("%(by)s signed the commitment, notice version %(notice)s"))
COSIGN_ASKED = event("commitment.cosign_asked", _("%(by)s asked the legal representative to sign"))
COSIGN_DECLINED = event(
    "commitment.cosign_declined", _("The legal representative declined to sign, using the code sent to them")
)
SUBMITTED = event("application.submitted", _("%(by)s submitted application %(receipt)s"))
RECEIVED_AT_COUNTER = event(
    "counter.received",
    _("%(by)s received %(person)s at the counter for %(company)s and checked the identity card: %(right)s"),
)
LEFT_COUNTER = event("counter.left", _("%(by)s ended the visit of %(person)s at the counter"))
REFUSED_AT_COUNTER = event("counter.refused", _("%(by)s could not receive a visitor at the counter: %(why)s"))
SIGNED_BY_HAND = event("application.signed_by_hand", _("%(by)s signed by hand at the counter"))
WAIVED = event("material.waived", _("%(material)s was waived: %(evidence)s"))
FOUND = event("material.found", _("%(material)s was found in a register and is not required: %(evidence)s"))
ACCEPTED = event("application.accepted", _("%(by)s accepted the application, letter %(letter)s"))
ACCEPTED_BY_RULE = event(
    "application.accepted_by_rule",
    _("The application was accepted automatically by rule, letter %(letter)s. %(reasons)s"),
)
REVIEWED = event("application.reviewed", _("%(by)s reviewed the application: %(recommendation)s"))
DEEMED_ACCEPTED = event(
    "application.deemed_accepted",
    _("The authority did not answer in time: the application is deemed accepted, letter %(letter)s"),
)
CORRECTION_ASKED = event(
    "application.correction_asked", _("%(by)s asked for correction (points: %(count)s), letter %(letter)s")
)
AMENDED = event("application.amended", _("%(by)s answered the correction request"))
NOT_ACCEPTED = event("application.not_accepted", _("%(by)s refused acceptance, letter %(letter)s"))
TERMINATED = event("application.terminated", _("%(by)s terminated the procedure, letter %(letter)s"))
PROCEDURE_CHANGED = event("application.procedure_changed", _("%(by)s changed the procedure to: %(procedure)s"))
VISIT_REPORTED = event("visit.reported", _("%(by)s recorded the site visit; %(second)s must confirm it"))
VISIT_ANSWERED = event("visit.answered", _("%(by)s responded to the site visit report, confirmed: %(agrees)s"))
SITE_CHECKED = event("site.checked", _("%(by)s and %(second)s carried out a site check, passed: %(passed)s"))
STOPPED = event("limit.stopped", _("%(by)s paused the time limit (%(ground)s), %(days)s working days expected"))
RUNS_ON = event("limit.runs_on", _("%(by)s resumed the time limit"))
EXTENSION_ASKED = event("limit.extension_asked", _("%(by)s asked the head of the authority to extend the time limit"))
EXTENSION_DENIED = event("limit.extension_denied", _("%(by)s did not approve the extension"))
EXTENDED = event("limit.extended", _("%(by)s extended the time limit, letter %(letter)s"))
ESCALATED = event("limit.escalated", _("The time limit “%(limit)s” was missed on %(due)s; the supervisor was notified"))
WARNED = event("limit.warned", _("The holder was reminded: “%(limit)s” ends on %(due)s, in %(days)s days"))
DUE_SOON = event(
    "limit.due_soon", _("The person handling the case was reminded: “%(limit)s” ends on %(due)s, in %(days)s days")
)
HEARING_OFFERED = event("hearing.offered", _("%(by)s gave notice of the right to a hearing, letter %(letter)s"))
HEARING_ANSWERED = event(
    "hearing.answered", _("%(by)s responded to the offer of a hearing, hearing requested: %(wants)s")
)
PARTY_ANSWERED = event(
    "hearing.party_answered", _("%(by)s recorded an interested party’s response, hearing requested: %(wants)s")
)
SERVICE_AGREED = event("service.said", _("%(by)s said whether letters are served electronically: %(agrees)s"))
LETTER_SERVED = event("letter.served", _("The letter %(letter)s was served on %(day)s (%(way)s), by %(by)s"))
SERVICE_TRIED = event("letter.not_served", _("The letter %(letter)s was not served yet: %(how)s (%(by)s)"))
HEARING_ANNOUNCED = event("hearing.announced", _("%(by)s scheduled the hearing for %(day)s, letter %(letter)s"))
HEARD = event("hearing.held", _("%(by)s filed the minutes of the hearing"))
DELIVERED = event("result.delivered", _("The result was delivered (%(way)s) by %(by)s"))
DEEMED_GRANTED = event(
    "decision.deemed_granted", _("No decision was made before expiry: the renewal is granted by law, letter %(letter)s")
)
GRANTED = event("decision.granted", _("%(by)s granted the licence, letter %(letter)s"))
REFUSED = event("decision.refused", _("%(by)s refused the licence, letter %(letter)s"))
LIED = event(
    "credit.entered",
    _("%(by)s issued a warning for false documents and recorded it in the credit file, letter %(letter)s"),
)
LETTER_CORRECTED = event(
    "letter.corrected", _("%(by)s corrected a clerical error of letter %(original)s by letter %(letter)s")
)
CERTIFICATE_CORRECTED = event(
    "certificate.corrected", _("%(by)s corrected a misprint of certificate %(number)s by letter %(letter)s")
)
REMEDY_RECORDED = event(
    "remedy.recorded", _("%(by)s recorded the outcome of a remedy against %(attacked)s: %(outcome)s, letter %(letter)s")
)
REMEDY_ANSWERED = event(
    "remedy.answered", _("%(by)s answered the reconsideration or suit against %(attacked)s, letter %(letter)s")
)
DECIDED_ANEW = event(
    "remedy.decided_anew", _("%(by)s recorded that %(attacked)s was replaced by a new decision, %(letter)s")
)
CREDIT_LIFTED = event("credit.lifted", _("The entry in the credit file no longer counts: %(attacked)s was undone"))
WITHDRAWN = event("application.withdrawn", _("%(by)s withdrew the application"))
ISSUED = event("certificate.issued", _("Certificate %(number)s was issued"))
ISSUE_FAILED = event("certificate.issue_failed", _("Issuing failed (%(error)s); it will be tried again"))
REVIVED = event("certificate.issue_revived", _("%(by)s retried issuing the certificate"))
PUBLISHED = event("decision.published", _("The decision was published"))
DOWNLOADED = event("document.downloaded", _("%(by)s downloaded %(document)s"))
DOSSIER_SEEN = event("dossier.seen", _("%(by)s viewed the case file, purpose: %(purpose)s"))
ALLOCATED = event(
    "task.allocated", _("The task “%(task)s” was assigned to %(to)s by the rule “%(rule)s” (edition %(edition)s)")
)
ALLOCATED_TO_DEPUTY = event(
    "task.allocated-to-deputy",
    _(
        "The task “%(task)s” was assigned to %(to)s, deputy of %(name)s, who is away, by the rule "
        "“%(rule)s” (edition %(edition)s)"
    ),
)
ALLOCATION_WRITTEN = event("allocation.written", _("%(by)s drafted edition %(edition)s of the allocation rules"))
ALLOCATION_RELEASED = event(
    "allocation.released",
    _("%(by)s released edition %(edition)s of the allocation rules, in force from %(day)s"),
)
CASE_SEEN = event("case.seen", _("%(by)s viewed the case to handle it"))
VERIFIED = event("certificate.verified", _("Certificate %(number)s was checked by the public: %(state)s"))
UNFAITHFUL = event(
    "certificate.unfaithful", _("ALERT: certificate %(number)s does not match what was signed: %(what)s")
)
STATE_CHANGED = event("certificate.state_changed", _("Certificate %(number)s is now: %(state)s"))
INSPECTED = event("commitment.verified", _("%(by)s verified the commitment: %(outcome)s"))
RECTIFIED = event("commitment.rectified", _("%(by)s reported what has been put right"))
INQUIRY_OPENED = event("inquiry.opened", _("%(by)s gave notice of intended %(end)s, letter %(letter)s"))
DEFENDED = event("inquiry.answered", _("%(by)s submitted the holder’s statement"))
INQUIRY_DROPPED = event("inquiry.dropped", _("%(by)s discontinued the proceedings (%(end)s), letter %(letter)s"))
LICENCE_ENDED = event("licence.ended", _("%(by)s ended the licence by %(end)s, letter %(letter)s"))
CREDIT_REPAIRED = event("credit.repaired", _("%(by)s recorded the credit repair"))
BUNDLE_CLOSED = event(
    "bundle.closed", _("All items of the one-thing application are closed and not all were granted, letter %(letter)s")
)
PART_OFFERED = event(
    "bundle.part_offered",
    _("The refusal before it was undone: %(item)s of the one-thing application can be applied for"),
)
EXTERNAL_DONE = event("bundle.external_done", _("Step %(step)s of another authority is done (%(how)s)"))

OUTCOMES = {
    "found": _("found"),
    "not-found": _("not found"),
    "conflict": _("a record that proves nothing"),
    "unavailable": _("no answer"),
}
"""What a registry answered, as people say it."""
LIMITS = {
    "completeness": _("check of completeness"),
    "correction": _("answer to the correction request"),
    "promise": _("promised limit"),
    "decision": _("statutory limit"),
    "delivery": _("delivery"),
    "verification": _("verification"),
    "vehicles": _("promised vehicles put into service"),
    "holder": _("step without its holder"),
    "rectification": _("time to rectify"),
    "statement": _("time to state one's case"),
    "ask-hearing": _("time to ask for a hearing"),
    "reconsideration": _("time to apply for reconsideration"),
    "suit": _("time to bring a suit"),
    "expiry": _("expiry of the licence"),
    "agreement": _("hire or financing agreement of a vehicle"),
    "yearly-review": _("yearly review of vehicles"),
    "publicity": _("publicity of the decision"),
    "anew": _("decision to be made anew"),
}
"""What a limit is called."""
words(
    {
        **OUTCOMES,
        "yes": _("yes"),
        "no": _("no"),
        "grant": _("grant"),
        "refuse": _("refuse"),
        "kept": _("kept"),
        "rectify": _("to be rectified"),
        "untrue": _("untrue"),
        "unmended": _("not put right in time"),
        "commitment": _("notification and commitment"),
        "ordinary": _("ordinary procedure"),
        "hearing": _("hearing"),
        "expert-review": _("expert review"),
        "electronic": _("electronic"),
        "post": _("by post"),
        "counter": _("at the counter"),
        "looked-up": _("told by the registry"),
        "stated": _("stated by the applicant"),
        "revocation": _("revocation"),
        "retraction": _("withdrawal by the authority"),
        "penalty": _("cancellation as a penalty"),
        "striking-off": _("striking off"),
        "in-force": _("in force"),
        "suspended": _("suspended"),
        "superseded": _("superseded"),
        "revoked": _("revoked"),
        "withdrawn": _("withdrawn"),
        "cancelled": _("cancelled"),
        "struck-off": _("struck off"),
        "expired": _("expired"),
        "genuine": _("genuine"),
        "altered": _("altered"),
        **LIMITS,
        "offer-signed": _("signed and handed in"),
        "offer-by-hand": _("taken up as a draft"),
        "offer-stale": _("what is known has changed since"),
        "offer-lapsed": _("the day passed"),
        "offer-rule": _("the rule is no longer in force"),
        "offer-unproved": _("not everything is still proved"),
        "offer-otherwise": _("a register says something else"),
        "offer-taken": _("another application names the same vehicle"),
        "remedy-stands": _("the decision stands"),
        "remedy-annulled": _("annulled"),
        "remedy-anew": _("annulled, to be decided anew"),
        "remedy-changed": _("changed"),
        "remedy-unlawful": _("found unlawful"),
        "remedy-ended": _("ended"),
        "counter-representative": _("the legal representative, by the business register"),
        "counter-paper": _("delegated on paper"),
        "counter-tablet": _("delegated on the tablet by the legal representative, who was present, too"),
        "counter-oneself": _("in their own name"),
        "counter-person": _("the person is not whom they were entered as"),
        "counter-company": _("the business register does not have that company in normal standing"),
        "counter-delegation": _("no delegation that lasts"),
        "counter-interest": _("the clerk acted for them"),
        **AS_SAID,
        "timer": _("by force of law"),
        "rule": _("by rule"),
        "portal": _("the portal"),
        "registry": _("the registry"),
        "flow": _("the procedure"),
    }
)

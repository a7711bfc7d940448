"""What can happen to a promise that lives, and the sentence that tells it. No plate and no name is a value."""

from django.utils.translation import gettext_lazy as _

from trail.events import event, words

ASKED_AGAIN = event("promise.asked_again", _("%(by)s checked a promise with %(registry)s again: %(outcome)s"))
FAILING = event(
    "promise.failing",
    _("A promise is no longer confirmed by the register (%(material)s); the holder has until %(due)s to put it right"),
)
REPLIED = event("promise.replied", _("%(by)s explained a promise that the register does not confirm (%(material)s)"))
MENDED = event("promise.mended", _("A promise is confirmed by the register again (%(material)s): put right"))
GONE = event("promise.gone", _("A promise has ended (%(material)s): the licence or the vehicle no longer exists"))
PASSED_ON = event(
    "promise.passed_on", _("A promise was not put right in time (%(material)s); it was referred to the verifier")
)
HOLDER_ENDED = event(
    "promise.holder_ended",
    _("The business register shows the holder of a licence as %(status)s: the verifier was told"),
)
STANDS = event("promise.stands", _("%(by)s found that a promise stands (%(material)s)"))
BROKEN = event("promise.broken", _("%(by)s confirmed that a promise is not kept (%(material)s): fact %(fact)s"))
words(
    {
        "拟投入车辆": _("Vehicles to be put in"),
        "holder-struck-off": _("struck off as an undertaking"),
        "holder-undone": _("registered unlawfully, the registration undone"),
        "holder-revoked": _("its business licence revoked as a penalty"),
        "promise-found": _("confirmed by the register"),
        "promise-not-found": _("not found"),
        "promise-conflict": _("not confirmed by the register"),
        "promise-unavailable": _("no answer"),
    }
)

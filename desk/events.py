"""What can happen to a step somebody works on, and the sentence that tells it."""

from django.utils.translation import gettext_lazy as _

from trail.events import event, words

TAKEN = event("task.taken", _("%(by)s took the task “%(task)s”"))
HANDED_OVER = event("task.handed_over", _("%(by)s reassigned the task “%(task)s” to %(to)s"))
RETURNED = event("task.returned", _("%(by)s returned the task “%(task)s” to the queue"))
RELEASED = event("task.released", _("The task “%(task)s” was reassigned from %(name)s (%(reason)s) to: %(to)s"))

words(
    {
        "holder-inactive": _("the account has been deactivated"),
        "holder-authority": _("the case now belongs to another authority"),
        "holder-role": _("no longer has the role"),
        "holder-side": _("acts for the applicant"),
        "holder-away": _("is away"),
    }
)

"""What can happen to a step somebody works on, and the sentence that tells it."""

from django.utils.translation import gettext_lazy as _

from trail.events import event, words

TAKEN = event("task.taken", _("%(by)s took the task “%(task)s”"))
HANDED_OVER = event("task.handed_over", _("%(by)s handed the task “%(task)s” to %(to)s"))
RETURNED = event("task.returned", _("%(by)s put the task “%(task)s” back in the queue"))
RELEASED = event("task.released", _("The task “%(task)s” was taken from %(name)s (%(reason)s); it went to: %(to)s"))

words(
    {
        "holder-inactive": _("the account is switched off"),
        "holder-authority": _("the case is of another authority now"),
        "holder-role": _("the role is gone"),
        "holder-side": _("belongs to the applicant's side"),
        "holder-away": _("is away"),
    }
)

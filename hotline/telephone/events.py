"""What people do about a call: the exchange's number of it alone, never who called."""

from django.utils.translation import gettext_lazy as _

from trail.events import event

NUMBER_SHOWN = event("call.number_shown", _("%(by)s viewed the telephone number of call %(reference)s"))
RETURNED = event("call.returned", _("%(by)s called back for call %(reference)s, reached: %(reached)s"))
SETTLED = event("call.settled", _("%(by)s recorded that call %(reference)s needs no ticket"))
TIED = event("call.tied", _("%(by)s linked call %(reference)s to ticket %(number)s"))

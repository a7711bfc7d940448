"""What can happen to the registers of the authority."""

from django.utils.translation import gettext_lazy as _

from trail.events import event

LEDGER_IMPORTED = event("ledger.imported", _("%(by)s imported %(count)s records of %(material)s from %(file)s"))

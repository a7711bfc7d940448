"""What the hotline adds to the menu."""

from django.utils.translation import gettext_lazy as _

from accounts.permissions import READ_TICKETS
from pages.menu import Entry

OF_STAFF = (
    Entry(
        title=_("Freight platforms"),
        address="platforms:list",
        permissions=(READ_TICKETS,),
        pages=("platforms:platform", "platforms:enter"),
    ),
    Entry(title=_("Desks of the hotline"), address="desks:list", permissions=(READ_TICKETS,), pages=("desks:desk",)),
)

"""What the working calendar adds to the menu."""

from django.utils.translation import gettext_lazy as _

from accounts.permissions import MANAGE_LEDGERS
from pages.menu import Entry

CALENDAR = Entry(
    title=_("Working calendar"), address="calendar:years", permissions=(MANAGE_LEDGERS,), pages=("calendar:",)
)

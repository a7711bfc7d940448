"""What the working calendar adds to the menu."""

from django.utils.translation import gettext_lazy as _

from pages.menu import Entry

CALENDAR = Entry(
    title=_("Working calendar"), address="calendar:years", permissions=("manage_ledgers",), pages=("calendar:",)
)

"""What long work adds to the menu."""

from django.utils.translation import gettext_lazy as _

from pages.menu import Entry

LONG_WORK = Entry(title=_("My background tasks"), address="work:mine", is_personal=True, pages=("work:",))

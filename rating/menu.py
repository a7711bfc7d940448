"""What ratings add to the menu."""

from django.utils.translation import gettext_lazy as _

from accounts.permissions import FILE
from pages.menu import Entry

MINE = Entry(title=_("My ratings"), address="rating:mine", permissions=(FILE,), pages=("rating:give",))

"""What catalogue and registries add to the menu."""

from django.utils.translation import gettext_lazy as _

from accounts.permissions import EDIT_CATALOGUE, MANAGE_LEDGERS
from pages.menu import Entry

SERVICES = Entry(title=_("Services"), address="services:list", pages=("services:",))
WORDS = Entry(title=_("Everyday words"), address="words:list", permissions=(EDIT_CATALOGUE,), pages=("words:",))
REGISTRIES = Entry(
    title=_("Registries"), address="registries:list", permissions=(MANAGE_LEDGERS,), pages=("registries:",)
)
CATALOGUE = Entry(
    title=_("Catalogue"), address="catalogue:editions", permissions=(EDIT_CATALOGUE,), pages=("catalogue:",)
)

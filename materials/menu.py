"""What catalogue and registries add to the menu."""

from django.utils.translation import gettext_lazy as _

from pages.menu import Entry

SERVICES = Entry(title=_("Services"), address="services:list", pages=("services:",))
REGISTRIES = Entry(
    title=_("Registries"), address="registries:list", permissions=("manage_ledgers",), pages=("registries:",)
)
CATALOGUE = Entry(
    title=_("Catalogue"), address="catalogue:editions", permissions=("edit_catalogue",), pages=("catalogue:",)
)

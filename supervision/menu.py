"""What supervision adds to the menu."""

from django.utils.translation import gettext_lazy as _

from accounts.permissions import FILE, KEEP_GRIDS, SEE_GRIDS, VISIT
from pages.menu import Entry

GRIDS = Entry(
    title=_("Grids"),
    address="grids:list",
    permissions=(VISIT, KEEP_GRIDS, SEE_GRIDS),
    pages=("grids:grid", "grids:without", "grids:import", "grids:import_check"),
)
OUR_GRID = Entry(title=_("Who looks after us"), address="grids:mine", permissions=(FILE,))

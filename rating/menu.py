"""What ratings add to the menu."""

from django.utils.translation import gettext_lazy as _

from accounts.permissions import FILE, HANDLE_RATINGS, HANDLING, SEE_RATINGS
from pages.menu import Entry

MINE = Entry(title=_("My ratings"), address="rating:mine", permissions=(FILE,), pages=("rating:give",))
OF_STAFF = Entry(
    title=_("Ratings"),
    address="rating:list",
    permissions=(HANDLE_RATINGS, SEE_RATINGS, *HANDLING),
    pages=("rating:rating",),
)
FIGURES = Entry(
    title=_("Ratings in figures"),
    address="rating_figures:list",
    permissions=(HANDLE_RATINGS, SEE_RATINGS),
    pages=("rating_figures:",),
)

"""What the trail remembers of lists: that one was taken out as a file, by which filters, how many rows of it."""

from django.utils.translation import gettext_lazy as _

from pages.lists.definition import list_named
from trail.events import event, names


def _title_of(name: str) -> str:
    """What people call a list."""
    found = list_named(name)
    return str(found.title) if found else name


names({"list": _title_of})
EXPORT_BEGUN = event(
    "list.export_begun", _("%(by)s started exporting the list “%(list)s” as %(format)s (filters: %(filters)s)")
)
EXPORTED = event(
    "list.exported",
    _(
        "%(by)s exported %(rows)s rows of the list “%(list)s” as %(format)s (filters: %(filters)s; "
        "complete: %(complete)s)"
    ),
)

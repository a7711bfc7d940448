"""The menu, put together from the tables of the apps in the order of the work."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts import menu as accounts
from accounts.permissions import FILE
from clock import menu as clock
from hotline import menu as hotline
from licensing import menu as licensing
from materials import menu as materials
from pages.jobs import menu as jobs
from pages.menu import Entry, Room
from post import menu as post
from rating import menu as rating
from supervision import menu as supervision

OVERVIEW = Entry(title=_("Overview"), address="mine", permissions=(FILE,))
MENU: tuple[Entry | Room, ...] = (
    OVERVIEW,
    materials.SERVICES,
    *licensing.OF_THE_APPLICANT,
    licensing.DESK,
    licensing.COUNTER,
    licensing.AFTER_THE_GRANT,
    licensing.REGISTER,
    Room(title=_("Ratings"), entries=(rating.OF_STAFF, rating.FIGURES)),
    Room(
        title=_("Company matters"),
        entries=(
            accounts.MY_COMPANIES,
            supervision.MY_CODE,
            supervision.MY_PROMISES,
            supervision.MY_REVIEWS,
            supervision.OUR_INSPECTIONS,
            supervision.OUR_GRID,
        ),
    ),
    Room(
        title=_("Supervision"),
        entries=(
            *supervision.OF_CREDIT,
            supervision.PROMISES,
            supervision.REVIEWS,
            supervision.GRIDS,
            supervision.VISITS,
            supervision.CLUES,
            supervision.INSPECTIONS,
            supervision.UNSERVED,
            supervision.ENCOUNTERS,
            supervision.DRAWS,
            supervision.OFFICERS,
            supervision.FIGURES,
            supervision.REPORTS,
        ),
    ),
    Room(title=_("Hotline"), entries=hotline.OF_STAFF),
    Room(
        title=_("People and work"),
        entries=(
            accounts.PEOPLE,
            accounts.IDENTITY_AT_THE_COUNTER,
            *licensing.OF_WATCHERS,
            post.FAILURES,
        ),
    ),
    Room(
        title=_("Texts and ledgers"),
        entries=(
            materials.CATALOGUE,
            materials.WORDS,
            licensing.TEXTS,
            post.TEXTS,
            materials.REGISTRIES,
            clock.CALENDAR,
        ),
    ),
    Room(title=_("Mine"), entries=(post.MESSAGES, rating.MINE, jobs.LONG_WORK)),
    Room(
        title=_("For everybody"),
        entries=(
            *licensing.OF_EVERYBODY,
            hotline.TELL,
            hotline.ANSWERS,
            hotline.CARE,
            hotline.INSURANCE,
        ),
    ),
)

"""The menu, put together from the tables of the apps in the order of the work."""

from __future__ import annotations

from accounts import menu as accounts
from clock import menu as clock
from licensing import menu as licensing
from materials import menu as materials
from pages.jobs import menu as jobs
from pages.menu import Entry
from post import menu as post
from supervision import menu as supervision

MENU: tuple[Entry, ...] = (
    materials.SERVICES,
    *licensing.OF_THE_APPLICANT,
    supervision.MY_CODE,
    supervision.MY_PROMISES,
    supervision.MY_REVIEWS,
    post.MESSAGES,
    jobs.LONG_WORK,
    accounts.MY_COMPANIES,
    supervision.OUR_GRID,
    supervision.OUR_INSPECTIONS,
    licensing.DESK,
    accounts.IDENTITY_AT_THE_COUNTER,
    licensing.AFTER_THE_GRANT,
    licensing.REGISTER,
    *supervision.OF_CREDIT,
    supervision.PROMISES,
    supervision.REVIEWS,
    supervision.GRIDS,
    supervision.VISITS,
    supervision.INSPECTIONS,
    supervision.DRAWS,
    supervision.OFFICERS,
    accounts.PEOPLE,
    materials.REGISTRIES,
    clock.CALENDAR,
    licensing.TEXTS,
    post.TEXTS,
    materials.CATALOGUE,
    post.FAILURES,
    *licensing.OF_WATCHERS,
    *licensing.OF_EVERYBODY,
)

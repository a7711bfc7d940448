"""What supervision adds to the menu."""

from django.utils.translation import gettext_lazy as _

from accounts.permissions import (
    APPROVE_INSPECTIONS,
    FILE,
    HANDLE_CREDIT,
    KEEP_GRIDS,
    READ_CREDIT,
    READ_INSPECTIONS,
    READ_REGISTER,
    SEE_GRIDS,
    SEE_STATISTICS,
    VERIFY,
    VISIT,
)
from pages.menu import Entry

GRIDS = Entry(
    title=_("Grids"),
    address="grids:list",
    permissions=(VISIT, KEEP_GRIDS, SEE_GRIDS),
    pages=("grids:grid", "grids:without", "grids:import", "grids:import_check"),
)
VISITS = Entry(
    title=_("Visits"),
    address="visits:list",
    permissions=(VISIT, KEEP_GRIDS, SEE_GRIDS),
    pages=("visits:visit", "visits:set_aside", "visits:give_clue"),
)
CLUES = Entry(
    title=_("Clues from visits"), address="visits:clues", permissions=(READ_INSPECTIONS,), pages=("visits:clue",)
)
OUR_GRID = Entry(title=_("Our grid members"), address="grids:mine", permissions=(FILE,), pages=("visits:mine",))
DRAWS = Entry(
    title=_("Random draws"),
    address="draws:office",
    permissions=(READ_INSPECTIONS,),
    pages=("draws:office_draw", "draws:freeze"),
)
INSPECTIONS = Entry(
    title=_("Inspections"),
    address="inspections:list",
    permissions=(READ_INSPECTIONS,),
    pages=(
        "inspections:inspection",
        "inspections:draft",
        "inspections:from_draw",
        "inspections:turned_away",
        "inspections:editions",
        "inspections:write",
    ),
)
OUR_INSPECTIONS = Entry(
    title=_("Our inspections"),
    address="inspections:ours",
    permissions=(FILE,),
    pages=("inspections:our", "inspections:at_the_door", "draws:ours"),
)
ENCOUNTERS = Entry(
    title=_("Encounters on the road"),
    address="encounters:list",
    permissions=(READ_INSPECTIONS,),
    pages=(
        "encounters:encounter",
        "encounters:meet",
        "encounters:set_aside",
        "encounters:spare",
        "encounters:use",
        "encounters:pledge",
        "encounters:pledges",
        "encounters:editions",
        "encounters:write",
    ),
)
FIGURES = Entry(
    title=_("Supervision in figures"),
    address="figures:list",
    permissions=(SEE_STATISTICS, APPROVE_INSPECTIONS, KEEP_GRIDS),
    pages=("figures:rows",),
)
REPORTS = Entry(
    title=_("Tables for other platforms"), address="reports:list", permissions=(SEE_STATISTICS, APPROVE_INSPECTIONS)
)
UNSERVED = Entry(
    title=_("Letters not served yet"),
    address="serving:unserved",
    permissions=(READ_CREDIT, READ_INSPECTIONS),
    pages=("serving:letter",),
)
OFFICERS = Entry(
    title=_("Enforcement officers"),
    address="officers:list",
    permissions=(READ_INSPECTIONS,),
    pages=("officers:mine",),
)
MY_PROMISES = Entry(title=_("Our promises"), address="promises:own", permissions=(FILE,))
PROMISES = Entry(
    title=_("Living promises"),
    address="promises:list",
    permissions=(VERIFY, SEE_STATISTICS),
    pages=("promises:failing",),
)
MY_REVIEWS = Entry(title=_("Yearly review"), address="reviews:own", permissions=(FILE,))
REVIEWS = Entry(
    title=_("Yearly review of vehicles"),
    address="reviews:list",
    permissions=(VERIFY, READ_REGISTER),
    pages=("reviews:vehicle",),
)
MY_CODE = Entry(title=_("Credit code"), address="credit:own", permissions=(FILE,), pages=("credit:",))
OF_CREDIT = (
    Entry(
        title=_("Credit codes"),
        address="codes:list",
        permissions=(READ_CREDIT,),
        pages=("codes:subject",),
    ),
    Entry(
        title=_("Credit: what waits"),
        address="codes:waiting",
        permissions=(READ_CREDIT,),
        pages=("codes:change", "codes:objection", "codes:repair"),
    ),
    Entry(title=_("Credit facts"), address="codes:import", permissions=(HANDLE_CREDIT,), pages=("codes:import_check",)),
    Entry(
        title=_("Credit models"),
        address="codes:models",
        permissions=(READ_CREDIT,),
        pages=("codes:model", "codes:edition", "codes:write"),
    ),
)

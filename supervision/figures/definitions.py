"""Figures of supervision: each ONE definition – what is counted, of what, what is left out, which days (§ 9.7)."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.permissions import KEEP_GRIDS, READ_CREDIT, READ_INSPECTIONS, SEE_GRIDS
from pages.counted.figure import TODAY, Figure
from supervision.encounters.models import Way
from supervision.figures import counting

INSPECTING, CREDIT, GRIDS = (READ_INSPECTIONS,), (READ_CREDIT,), (SEE_GRIDS, KEEP_GRIDS)
COLOURS = (("green", _("green")), ("yellow", _("yellow")), ("red", _("red")), ("none", _("no code yet")))


def _of_colours() -> tuple[Figure, ...]:
    mix = [
        Figure(
            code=f"colour-{colour}",
            title=_("Colours of the credit codes"),
            counted=_("companies and sectors of this colour"),
            of=_("companies and sectors with a licence"),
            numerator=counting.coloured(colour),
            denominator=counting.coded,
            permissions=CREDIT,
            left_out=_("Licences that ended."),
            period=TODAY,
            group="colours",
            label=label,
        )
        for colour, label in COLOURS
    ]
    visited = [
        Figure(
            code=f"on-site-{colour}",
            title=_("On-site inspections by colour, per 100 companies"),
            counted=_("on-site inspections that began, at companies of this colour"),
            of=_("companies and sectors of this colour"),
            numerator=counting.on_site_at(colour),
            denominator=counting.coloured(colour),
            permissions=INSPECTING,
            left_out=_("Inspections off-site. The colour is today's."),
            per_hundred=True,
            group="on-site",
            label=label,
        )
        for colour, label in COLOURS
    ]
    moves = [
        Figure(
            code=f"moved-{colour}",
            title=_("Changes of colour that came into force"),
            counted=_("changes to this colour"),
            of=_("changes of colour that came into force"),
            numerator=counting.moved_to(colour),
            denominator=counting.moved,
            permissions=CREDIT,
            left_out=_("What was proposed and not confirmed, or is not in force yet."),
            group="moves",
            label=label,
        )
        for colour, label in COLOURS
    ]
    return (*mix, *moves, *visited)


def _of_ways() -> tuple[Figure, ...]:
    ended = [
        Figure(
            code=f"encounter-{way.value}",
            title=_("How encounters ended"),
            counted=_("encounters that ended so"),
            of=_("encounters that were opened"),
            numerator=counting.ended_as(way),
            denominator=counting.met,
            permissions=INSPECTING,
            group="encounters",
            label=way.label,
        )
        for way in Way
    ]
    again = [
        Figure(
            code=f"again-{way.value}",
            title=_("Met again within twelve months, by treatment"),
            counted=_("of these, vehicles met again with something not in order"),
            of=_("encounters that ended so"),
            numerator=counting.again(way),
            denominator=counting.kept_apart(way),
            permissions=INSPECTING,
            left_out=_("Encounters of which it is no longer known who was met."),
            group="again",
            label=way.label,
        )
        for way in (Way.RELEASED, Way.CURING, Way.SPARED, Way.ORDINARY)
    ]
    return (*ended, *again)


ALONE: tuple[Figure, ...] = (
    Figure(
        code="approved-before",
        title=_("Approved before they began"),
        counted=_("inspections approved before the officers came"),
        of=_("inspections that began"),
        numerator=counting.approved_before,
        denominator=counting.entered,
        permissions=INSPECTING,
        target=100,
    ),
    Figure(
        code="over-limit",
        title=_("Attempts beyond the yearly limit, refused"),
        counted=_("attempts that were refused for the limit"),
        of=_("places of a company's year somebody asked for"),
        numerator=counting.over_limit,
        denominator=counting.places_asked,
        permissions=INSPECTING,
        left_out=_("Inspections off-site; what a code exempts from is refused before a place is asked for."),
    ),
    Figure(
        code="exempted",
        title=_("Visits spared by a code"),
        counted=_("companies and sectors exempt today that nobody inspected on site in the period"),
        of=_("companies and sectors a plan without codes would visit once a year"),
        numerator=counting.exempted,
        denominator=counting.under_old_plan,
        permissions=INSPECTING,
        left_out=_("Sectors whose codes exempt nobody count as not spared. The colour is today's."),
    ),
    Figure(
        code="off-site",
        title=_("Inspected off-site"),
        counted=_("inspections off-site"),
        of=_("inspections that began"),
        numerator=counting.off_site,
        denominator=counting.entered,
        permissions=INSPECTING,
    ),
    Figure(
        code="told-in-time",
        title=_("Result given in time"),
        counted=_("results given within the programme's working days"),
        of=_("inspections begun in the period whose result was given, or is late"),
        numerator=counting.told_in_time,
        denominator=counting.results_due,
        permissions=INSPECTING,
        left_out=_(
            "Results still in time. Where the calendar of a year was not entered, a result counts as not in time."
        ),
    ),
    Figure(
        code="drawn-public-in-time",
        title=_("Results of random draws public in time"),
        counted=_("results public within the programme's working days"),
        of=_("inspections of drawn companies begun in the period whose result is public, or is late"),
        numerator=counting.published_in_time,
        denominator=counting.results_of_draws_due,
        permissions=INSPECTING,
        left_out=_(
            "Results still in time. Where the calendar of a year was not entered, a result counts as not in time."
        ),
    ),
    Figure(
        code="bettered",
        title=_("Changes of colour to a better one"),
        counted=_("changes to a better colour"),
        of=_("changes of colour that came into force"),
        numerator=counting.bettered,
        denominator=counting.moved,
        permissions=CREDIT,
    ),
    Figure(
        code="objections-upheld",
        title=_("Objections upheld"),
        counted=_("objections that were upheld"),
        of=_("objections that were decided"),
        numerator=counting.upheld,
        denominator=counting.objections,
        permissions=CREDIT,
        left_out=_("Objections that wait."),
    ),
    Figure(
        code="repairs-in-time",
        title=_("Credit repair decided in time"),
        counted=_("requests decided by their day"),
        of=_("requests that were decided, or whose day went by undecided"),
        numerator=counting.repaired_in_time,
        denominator=counting.repairs,
        permissions=CREDIT,
        left_out=_("Requests that were not accepted, and those still in time."),
    ),
    Figure(
        code="coverage",
        title=_("Companies visited in six months"),
        counted=_("companies visited in the six months before the last day, and those that declined"),
        of=_("companies in a grid"),
        numerator=counting.covered,
        denominator=counting.looked_after,
        permissions=GRIDS,
        left_out=_("Companies nobody looks after, and visits where nobody was met."),
        period=TODAY,
    ),
    Figure(
        code="grid-moves",
        title=_("Companies that moved to another grid"),
        counted=_("companies that stood in another grid until then"),
        of=_("companies put into a grid in the period"),
        numerator=counting.moved_grid,
        denominator=counting.placed,
        permissions=GRIDS,
        left_out=_("Companies whose grid was merged, and those that stood in none before."),
        by_month="since",
    ),
    Figure(
        code="needs-in-time",
        title=_("Needs answered in time"),
        counted=_("needs answered on the spot, or by their day"),
        of=_("needs noted at visits"),
        numerator=counting.solved_in_time,
        denominator=counting.needs,
        permissions=GRIDS,
    ),
    Figure(
        code="mended-online",
        title=_("Put right online instead of punished"),
        counted=_("encounters helped on the spot and put right in time"),
        of=_("encounters that were opened"),
        numerator=counting.met_mended,
        denominator=counting.met,
        permissions=INSPECTING,
    ),
    Figure(
        code="released-in-time",
        title=_("Released within the minutes aimed at"),
        counted=_("releases within the minutes the list in force aims at"),
        of=_("encounters released with guidance of which it is known how long they took"),
        numerator=counting.released_in_time,
        denominator=counting.released_timed,
        permissions=INSPECTING,
    ),
    Figure(
        code="all-proved",
        title=_("Not punished with every condition proved"),
        counted=_("of these, every condition of the list is proved"),
        of=_("acts that were not punished"),
        numerator=counting.proved,
        denominator=counting.not_punished,
        permissions=INSPECTING,
        target=100,
    ),
)
GROUPS: dict[str, tuple[str | Promise, str | Promise, str | Promise]] = {
    "colours": (_("Colours of the credit codes"), _("Colour"), _("Companies and sectors")),
    "moves": (_("Changes of colour that came into force"), _("New colour"), _("Changes")),
    "on-site": (_("On-site inspections by colour"), _("Colour"), _("Inspections")),
    "encounters": (_("How encounters ended"), _("Ending"), _("Encounters")),
    "again": (_("Met again within twelve months, by treatment"), _("Treatment"), _("Encounters")),
}
"""The charts: title, of what, what is counted."""
FIGURES = {one.code: one for one in (*ALONE, *_of_colours(), *_of_ways())}

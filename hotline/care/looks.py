"""How programmes and applications for care are shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pages.looks import Look, Tone, look

PROGRAMMES: dict[str, Look] = {
    "draft": look(_("waits for two approvals"), Tone.WARNING, "clock"),
    "approved": look(_("approved, not open yet"), Tone.INFO, "check-circle"),
    "open": look(_("open for applications"), Tone.SUCCESS, "check-circle"),
    "closed": look(_("closed, to be accounted for"), Tone.WARNING, "clock"),
    "accounted": look(_("accounted for"), Tone.QUIET, "check-circle"),
}
APPLICATIONS: dict[str, Look] = {
    "asked": look(_("to be checked"), Tone.WARNING, "clock"),
    "refused": look(_("not eligible"), Tone.QUIET, "x-circle"),
    "checked": look(_("checked, to be displayed publicly"), Tone.INFO, "clock"),
    "publicised": look(_("on public display"), Tone.INFO, "clock"),
    "to-grant": look(_("to be granted"), Tone.WARNING, "clock"),
    "granted": look(_("granted, to be handed over"), Tone.INFO, "clock"),
    "not-collected": look(_("not collected"), Tone.QUIET, "minus-circle"),
    "handed-over": look(_("handed over"), Tone.SUCCESS, "check-circle"),
}
HARDSHIP: dict[str, Look] = {
    "found": look(_("on the list"), Tone.SUCCESS, "check-circle"),
    "not-found": look(_("not on the list"), Tone.QUIET, "minus-circle"),
    "conflict": look(_("entry ended"), Tone.QUIET, "minus-circle"),
    "unavailable": look(_("no answer: neither yes nor no"), Tone.WARNING, "clock"),
}
REGISTRY_NAMES = {"civil-affairs": _("Civil affairs (民政)"), "trade-union": _("Federation of trade unions (总工会)")}

"""Writing the next edition: draft, change, compare, send, release by a second person. A released one never changes."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.staffing.second_person import check_second_person
from accounts.versions import Difference as Both
from accounts.versions import Stale, is_stale, version_of
from materials import events
from materials.catalogue.loading.files import WAIVED, CatalogueContent, problems_of_part
from materials.catalogue.loading.loader import load
from materials.catalogue.models.editions import CatalogueDraft, CatalogueRelease, CatalogueVersion
from materials.catalogue.queries import forget_names
from materials.catalogue.wording import forget_words

LISTINGS = {
    "items": ("domains", "steps", "items"),
    "materials": ("registries", "materials"),
    "requirements": ("facts", "requirements"),
    "onething": ("sections", "fields", "bundles"),
    "commitments": ("commitments",),
    "extensions": ("items", "bundles", "forms", "fields"),
}


class CannotEdit(Exception):
    """The draft cannot be changed, sent or released; the message says why."""


def begin(base: CatalogueVersion, *, version: str, by: Person) -> CatalogueDraft:
    """Begin the next edition as a copy of one. Raises CannotEdit when the name is taken."""
    taken = CatalogueVersion.objects.filter(version=version).exists()
    if taken or CatalogueDraft.objects.filter(version=version).exists():
        raise CannotEdit(_("There is already an edition of this name."))
    content = CatalogueContent(content=base.content).renamed(version, in_force_from=base.in_force_from.isoformat())
    with transaction.atomic():
        draft = CatalogueDraft.objects.create(based_on=base, version=version, content=content, written_by=by)
        events.EDITION_BEGUN.record(subject=f"edition:{version}", by=by, edition=version, base=base.version)
    return draft


def _open(draft: CatalogueDraft) -> CatalogueDraft:
    held = CatalogueDraft.objects.select_for_update().get(pk=draft.pk)
    if hasattr(held, "release"):
        raise CannotEdit(_("This edition has been released and cannot be changed. Begin another one."))
    if held.discarded_at:
        raise CannotEdit(_("This draft was put away."))
    return held


def change(
    draft: CatalogueDraft,
    alter: Callable[[Mapping[str, Any]], Mapping[str, Any]],
    *,
    by: Person,
    what: str,
    seen: str = "",
    version: Callable[[Mapping[str, Any]], str] = version_of,
) -> CatalogueDraft:
    """Change what stands in a draft now; one that was sent to review has to be sent again.

    `seen` is what the editor's page stood on, `version` names what it stands on. Raises CannotEdit, Stale.
    """
    with transaction.atomic():
        held = _open(draft)
        if is_stale(seen, current := version(held.content)):
            raise Stale(version=current, who=held.written_by.name, when=held.changed_at)
        held.content = dict(alter(held.content))
        held.changed_at = timezone.now()
        held.sent_at = None
        held.written_by = by
        held.save(update_fields=["content", "changed_at", "sent_at", "written_by"])
        events.EDITION_CHANGED.record(subject=f"edition:{held.version}", by=by, edition=held.version, what=what)
    return held


def part_of_item(content: Mapping[str, Any], code: str) -> dict[str, Any]:
    """What the page of an item shows: its particulars, the portal's additions, its requirements."""
    return {
        "item": next((entry for entry in content["items"]["items"] if entry["code"] == code), None),
        "extra": content["extensions"]["items"].get(code, {}),
        "requirements": [row for row in content["requirements"]["requirements"] if row["item"] == code],
    }


def item_version(content: Mapping[str, Any], code: str) -> str:
    """A name of what the page of an item stands on: changes of other items do not make it stale."""
    return version_of(part_of_item(content, code))


def item_differences(theirs: Mapping[str, Any], mine: Mapping[str, Any], code: str) -> list[Both]:
    """What two contents say differently of an item."""
    before, after = part_of_item(theirs, code), part_of_item(mine, code)
    found = [
        Both(label=name, theirs=_text(part.get(name)), mine=_text(other.get(name)))
        for part, other in ((before["item"], after["item"]), (before["extra"], after["extra"]))
        for name in sorted(part.keys() | other.keys())
        if part.get(name) != other.get(name)
    ]
    old = {row["material"]: row for row in before["requirements"]}
    new = {row["material"]: row for row in after["requirements"]}
    return found + [
        Both(label=name, theirs=_requirement(old.get(name)), mine=_requirement(new.get(name)))
        for name in sorted(old.keys() | new.keys())
        if old.get(name) != new.get(name)
    ]


def _requirement(row: Mapping[str, Any] | None) -> str:
    return "–" if row is None else f"{row['waiver']} {row['condition'] or ''}".strip()


def with_item(
    content: Mapping[str, Any], code: str, item: Mapping[str, Any], extra: Mapping[str, Any]
) -> dict[str, Any]:
    """The content with one item changed; `extra` goes to the portal's additions (keywords, note)."""
    new = copy.deepcopy(dict(content))
    for entry in new["items"]["items"]:
        if entry["code"] == code:
            entry.update(item)
    held = new["extensions"]["items"].setdefault(code, {})
    held.update(extra)
    return new


def with_requirements(
    content: Mapping[str, Any], code: str, rows: Mapping[str, tuple[str, str | None]], *, leave_out: Iterable[str] = ()
) -> dict[str, Any]:
    """The content with the waiver and condition of an item's requirements changed: material -> (waiver, condition)."""
    new = copy.deepcopy(dict(content))
    gone = set(leave_out)
    kept = []
    for entry in new["requirements"]["requirements"]:
        if entry["item"] == code:
            if entry["material"] in gone:
                continue
            if entry["material"] in rows:
                entry["waiver"], entry["condition"] = rows[entry["material"]]
        kept.append(entry)
    new["requirements"]["requirements"] = kept
    for text in new["commitments"]["commitments"]:
        if text["item"] == code:
            _agree(text["notice"], [r for r in kept if r["item"] == code])
    return new


def _agree(notice: dict[str, Any], rows: list[dict[str, Any]]) -> None:
    """A notice lists what is asked for, promised and looked up: it follows the requirements."""
    notice["required_materials"] = [r["material"] for r in rows if r["waiver"] == "none"]
    notice["replaced_materials"] = [r["material"] for r in rows if r["waiver"] == "commitment"]
    notice["looked_up_materials"] = [r["material"] for r in rows if r["waiver"] in WAIVED]


def with_part(content: Mapping[str, Any], part: str, value: Mapping[str, Any]) -> dict[str, Any]:
    """The content with a whole part replaced by an imported file. Raises CannotEdit when its shape is wrong."""
    renamed = {**value, "version": content["items"]["version"]}
    if wrong := problems_of_part(part, renamed):
        raise CannotEdit(_("This is not a file of the catalogue.") + " " + "; ".join(wrong[:3])[:600])
    return {**copy.deepcopy(dict(content)), part: renamed}


def problems(draft: CatalogueDraft) -> list[str]:
    """Everything wrong with a draft; it cannot be sent or released before."""
    content = CatalogueContent(content=draft.content)
    return content.problems() or content.oversights()


def send(draft: CatalogueDraft, *, by: Person) -> CatalogueDraft:
    """Send a draft to review. Raises CannotEdit while something is wrong with it."""
    with transaction.atomic():
        held = _open(draft)
        if wrong := problems(held):
            raise CannotEdit(_("There is still an error: %(what)s") % {"what": "; ".join(wrong[:3])})
        if not differences(held.based_on.content, held.content):
            raise CannotEdit(_("Nothing was changed."))
        held.sent_at = timezone.now()
        held.save(update_fields=["sent_at"])
        events.EDITION_SENT.record(subject=f"edition:{held.version}", by=by, edition=held.version)
    return held


def discard(draft: CatalogueDraft, *, by: Person) -> None:
    """Put a draft away. Raises CannotEdit."""
    with transaction.atomic():
        held = _open(draft)
        held.discarded_at = timezone.now()
        held.save(update_fields=["discarded_at"])
        events.EDITION_DISCARDED.record(subject=f"edition:{held.version}", by=by, edition=held.version)


def release(draft: CatalogueDraft, *, in_force_from: datetime.date, by: Person, seen: str = "") -> CatalogueVersion:
    """Put an edition in force from a day, today at the earliest; by another person than wrote it.

    Open cases keep the edition they began under. `seen` is the content its reviewer looked at. Raises CannotEdit,
    NotReleased.
    """
    with transaction.atomic():
        held = _open(draft)
        if is_stale(seen, version_of(held.content)):
            raise CannotEdit(_("The draft was changed after you opened this page. Look at it again first."))
        if held.sent_at is None:
            raise CannotEdit(_("The draft has not been sent to review."))
        check_second_person(by, writer=held.written_by)
        if in_force_from < timezone.localdate():
            raise CannotEdit(_("An edition cannot take effect in the past."))
        content = CatalogueContent(content=held.content)
        parts = content.renamed(held.version, in_force_from=in_force_from.isoformat())
        edition, _new = load(CatalogueContent(content=parts))
        CatalogueRelease.objects.create(draft=held, edition=edition, released_by=by)
        events.EDITION_RELEASED.record(
            subject=f"edition:{held.version}", by=by, edition=held.version, day=in_force_from.isoformat()
        )
    forget_names()
    forget_words()
    return edition


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing that changed: `kind` added, removed or changed."""

    part: str
    code: str
    kind: str
    field: str = ""
    before: str = ""
    after: str = ""


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """What another edition says differently, entry by entry and field by field."""
    found: list[Difference] = []
    for part, listings in LISTINGS.items():
        for listing in listings:
            old, new = _entries(before[part][listing]), _entries(after[part][listing])
            found += [Difference(part=listing, code=code, kind="removed") for code in old if code not in new]
            found += [Difference(part=listing, code=code, kind="added") for code in new if code not in old]
            for code in old.keys() & new.keys():
                found += _changed(listing, code, old[code], new[code])
    return sorted(found, key=lambda d: (d.part, d.code, d.field))


def _entries(listing: Any) -> dict[str, Any]:
    if isinstance(listing, dict):
        return listing
    return {_key(entry): entry for entry in listing}


def _key(entry: Mapping[str, Any]) -> str:
    if "material" in entry and "item" in entry:
        return f"{entry['item']} / {entry['material']}"
    return str(entry.get("code") or entry.get("item"))


def _changed(part: str, code: str, old: object, new: object) -> list[Difference]:
    if not isinstance(old, dict) or not isinstance(new, dict):
        return (
            []
            if old == new
            else [Difference(part=part, code=code, kind="changed", before=_text(old), after=_text(new))]
        )
    return [
        Difference(
            part=part, code=code, kind="changed", field=name, before=_text(old.get(name)), after=_text(new.get(name))
        )
        for name in sorted(old.keys() | new.keys())
        if old.get(name) != new.get(name)
    ]


def _text(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return "、".join(value)
    return str(value)[:400]

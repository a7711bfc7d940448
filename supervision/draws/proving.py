"""A draw is proved: list, seed, result and the companies behind the keys are recomputed from what is stored."""

from __future__ import annotations

import json
from collections.abc import Iterator

from supervision.draws.models import Draw, DrawObject
from supervision.draws.queries import replaced_in, result_of
from supervision.draws.recompute import result as recomputed
from supervision.draws.rules import OFFICERS, digest_of, key_of
from trail.checkpoints import covering, is_as_made
from trail.models import Event


def faults_of(draw: Draw) -> Iterator[str]:
    """One line for each thing that does not come out again; nothing when all does."""
    if digest_of(draw.listed) != draw.digest:
        yield "the list is not the one whose digest was published"
    event = Event.objects.filter(pk=draw.event, kind="draw.frozen").first()
    if event is None or event.values.get("digest") != draw.digest:
        yield "the trail does not know this digest"
    yield from _keys(draw)
    yield from _result(draw)


def _keys(draw: Draw) -> Iterator[str]:
    """That every key is the company it is said to be, with the weight it is said to have."""
    listed = {one["key"]: one["weight"] for one in json.loads(draw.listed)["objects"]}
    rows = {row.key: row for row in DrawObject.objects.filter(draw=draw).select_related("company", "subject")}
    if set(listed) != set(rows):
        yield "the list does not hold the companies it was made of"
    for key, row in rows.items():
        if key != key_of(salt=row.salt, uscc=row.company.uscc, sector=row.subject.sector):
            yield f"{key}: not the key of its company"
        if listed.get(key) != row.weight:
            yield f"{key}: another weight than on the list"


def _result(draw: Draw) -> Iterator[str]:
    found = result_of(draw)
    if found is None:
        return
    if not is_as_made(found.checkpoint) or covering(draw.event) != found.checkpoint:
        yield f"checkpoint {found.checkpoint.number} is not the first after the freezing, or the trail was changed"
    if found.seed != found.checkpoint.digest:
        yield "the seed is not the digest of its checkpoint"
    if recomputed(json.loads(draw.listed), found.seed) != found.drawn:
        yield "the draw comes out differently"
    for line in found.drawn:
        replaced = replaced_in(draw, line["object"])
        stepped_in = line["officers"][OFFICERS : OFFICERS + len(replaced)]
        if sorted(replaced.values()) != sorted(stepped_in):
            yield f"{line['object']}: somebody stepped in who was not the next"

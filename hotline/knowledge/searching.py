"""What answers a question, the best first: while an operator types, and on the public page.

The index holds what is in force and is remade with each release, so no search ever reads an old answer. A rare pair
of characters counts more than one that stands in every answer; who shares too little with the question is left out.
"""

from __future__ import annotations

import datetime
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, F, FloatField, Sum, Value, When
from django.utils import timezone

from hotline.knowledge.models import AnswerVersion, Gram, KnowledgeEntry
from hotline.knowledge.words import OF_A_SYNONYM, asked, grams

LONGEST_QUESTION = 120
IN_THE_QUESTION, IN_THE_ANSWER = 4, 1
SHARED = 0.25
"""So much of what was asked an answer has to share."""


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """An answer that fits, and how well."""

    version: AnswerVersion
    score: float


def suggest(words: str, *, most: int = 5, on: datetime.date | None = None) -> Sequence[Suggestion]:
    """The answers in force that fit some words best; none for words nothing is known about. At most three queries."""
    wanted = asked(words[:LONGEST_QUESTION])
    if not wanted:
        return []
    today = on or timezone.localdate()
    known = dict(Gram.objects.filter(gram__in=wanted).values_list("gram").annotate(Count("pk")))
    every = max(sum(known.values()), 1)
    worth = {gram: wanted[gram] * math.log(1 + every / known[gram]) for gram in known}
    said = sum(value for gram, value in worth.items() if wanted[gram] > OF_A_SYNONYM)
    unknown = sum(1 for gram, value in wanted.items() if value > OF_A_SYNONYM and gram not in known)
    least = SHARED * (said + unknown * math.log(1 + every))
    if not worth:
        return []
    value = Case(*(When(gram=gram, then=Value(weight)) for gram, weight in worth.items()), output_field=FloatField())
    rows = (
        Gram.objects.filter(gram__in=worth, version__valid_to__gte=today)
        .values("version")
        .annotate(shared=Sum(value), score=Sum(value * F("weight")))
        .filter(shared__gte=least)
        .order_by("-score", "version")[:most]
    )
    scores = {row["version"]: row["score"] for row in rows}
    versions = AnswerVersion.objects.select_related("entry", "owner").in_bulk(list(scores))
    return [Suggestion(version=versions[pk], score=score) for pk, score in scores.items()]


def index(entry: KnowledgeEntry) -> None:
    """Make the index of an entry anew: its answer in force, nothing when there is none."""
    Gram.objects.filter(version__entry=entry).delete()
    version = AnswerVersion.objects.current().filter(entry=entry).first()
    if version is None:
        return
    found: Counter[str] = Counter()
    for gram in grams(version.answer):
        found[gram] = IN_THE_ANSWER
    for gram in grams(f"{version.question}\n{version.also_asked}"):
        found[gram] = IN_THE_QUESTION
    Gram.objects.bulk_create([Gram(version=version, gram=gram, weight=weight) for gram, weight in found.items()])

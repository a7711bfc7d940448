"""What goes when a ticket, a call or a demand is forgotten: who told it, and every word; the database reads it too.

Numbers, days, kinds, desks, results and stars stay: figures are counted from those. Of a word nothing is left but that
there was one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Case, Q, QuerySet, TextField, Value, When

from accounts.sealing import BlindIndexField, SealedJSONField, SealedTextField
from hotline.afterwards.models import QuestionnaireAnswer
from hotline.calls.models import Call, CallReturned, CallSettled
from hotline.chain.models import Demand, DemandAnswer, Hop
from hotline.channels.models import Unclear
from hotline.keeping.models import CallForgotten, MatterForgotten, TicketForgotten
from hotline.tickets import end_models as end
from hotline.tickets import step_models as step
from hotline.tickets.letters.models import TicketLetter
from hotline.tickets.models import Caller, Ticket, TicketFile
from post.questions.models import CodedQuestion
from trail.triggers import may_lose, never

GONE = "–"
"""What stands where a word was that had to be there."""
_SEALED = (SealedTextField, SealedJSONField, BlindIndexField, models.FileField)


@dataclass(frozen=True, kw_only=True)
class Lost:
    """The columns of a table that are emptied, and how its rows come from what is forgotten.

    `path` leads from a row to the ticket or call, by its `key`; where it leads back, `sql` says the same over `OLD`.
    """

    model: type[models.Model]
    columns: tuple[str, ...]
    path: str = "ticket"
    key: str = "pk"
    sql: str = ""

    @property
    def root(self) -> str:
        """SQL over `OLD`: the key of what it belongs to."""
        if self.sql or not self.path:
            return self.sql or "OLD.id"
        model, found = self.model, ""
        for name in self.path.split("__"):
            field: Any = model._meta.get_field(name)
            found = (
                f"(SELECT up.{field.column} FROM {model._meta.db_table} up WHERE up.id = {found})"  # noqa: S608
                if found
                else f"OLD.{field.column}"
            )
            model = field.related_model
        return found

    def rows(self, of: models.Model) -> QuerySet[Any]:
        """The rows of one ticket or call, as a query that changes them."""
        rows: QuerySet[Any] = QuerySet(self.model)
        return rows.filter(**{self.path or "pk": getattr(of, self.key)})

    def empty(self) -> Iterator[tuple[models.Field[Any, Any], Any]]:
        """Each column with what becomes of it."""
        for name in self.columns:
            field: Any = self.model._meta.get_field(name)
            if isinstance(field, _SEALED):
                yield field, Value("", TextField())
            elif isinstance(field, models.JSONField):
                yield field, Value([], models.JSONField())
            else:
                yield field, Case(When(Q(**{name: ""}), then=Value("")), default=Value(GONE))

    def left(self) -> dict[str, str]:
        """Each column with what may be left of it, in SQL."""
        return {str(field.column): _left(field) for field, _value in self.empty()}


def _left(field: models.Field[Any, Any]) -> str:
    if isinstance(field, _SEALED):
        return "''"
    return "'[]'" if isinstance(field, models.JSONField) else f"'{GONE}'"


_SAID = ("words",)
OF_A_TICKET = (
    Lost(model=Ticket, path="", columns=("facts", "wish", "place", "object_name", "object_key", "recording")),
    Lost(model=Caller, columns=("name", "phone", "phone_digest", "plate", "plate_digest", "certificate", "code")),
    Lost(model=TicketFile, columns=("original_name", "file")),
    Lost(
        model=TicketLetter,
        path="about",
        key="number",
        columns=("paragraphs", "table"),
        sql="(SELECT told.id FROM hotline_ticket told WHERE told.number = OLD.about)",
    ),
    Lost(model=step.Sorted, columns=_SAID),
    Lost(model=step.Transfer, columns=("note",)),
    Lost(model=step.TransferAnswer, path="transfer__ticket", columns=_SAID),
    Lost(model=step.Contact, columns=_SAID),
    Lost(model=step.Extension, columns=("reasons",)),
    Lost(model=step.ExtensionAnswer, path="extension__ticket", columns=_SAID),
    Lost(model=step.Reply, columns=("facts", "steps", "promised")),
    Lost(model=step.ReplyReview, path="reply__ticket", columns=_SAID),
    Lost(model=step.SourceNotice, columns=("facts", "told")),
    Lost(model=end.CallTry, columns=_SAID),
    Lost(model=end.CallBack, columns=_SAID),
    Lost(model=end.FinalAnswer, columns=("reasons",)),
    Lost(model=end.PromiseKept, columns=_SAID),
    Lost(model=end.LedgerEntry, columns=_SAID),
    Lost(model=end.SupervisionAnswer, path="supervision__ticket", columns=_SAID),
    Lost(model=end.Correction, columns=("object_name", "object_key", "reasons")),
    Lost(model=end.ObjectNotFound, columns=_SAID),
    Lost(model=end.ObjectNotFoundReview, path="finding__ticket", columns=_SAID),
    Lost(model=QuestionnaireAnswer, path="questionnaire__ticket", columns=_SAID),
    Lost(
        model=CodedQuestion,
        path="questionnaire__ticket",
        columns=("code", "phone", "words"),
        sql="(SELECT asked.ticket_id FROM hotline_questionnaire asked WHERE asked.question_id = OLD.id)",
    ),
)
OF_A_DEMAND = (
    Lost(model=Demand, path="", columns=("words", "name", "phone", "phone_digest", "code")),
    Lost(model=Hop, path="demand", columns=("note",)),
    Lost(model=DemandAnswer, path="demand", columns=_SAID),
)
OF_AN_UNCLEAR = (Lost(model=Unclear, path="", columns=("body",)),)
OF_A_CALL = (
    Lost(model=Call, path="", columns=("number", "number_digest")),
    Lost(model=CallReturned, path="call", columns=_SAID),
    Lost(model=CallSettled, path="call", columns=_SAID),
)


MATTERS = {MatterForgotten.Kind.DEMAND: OF_A_DEMAND, MatterForgotten.Kind.UNCLEAR: OF_AN_UNCLEAR}


def let_words_go() -> None:
    """Declare to the database which words may go, and that nothing is forgotten of what goes on."""
    _let_go(OF_A_TICKET, TicketForgotten, "gone.ticket_id")
    _let_go(OF_A_CALL, CallForgotten, "gone.call_id")
    for kind, rows in MATTERS.items():
        _let_go(rows, MatterForgotten, f"gone.kind = '{kind.value}' AND gone.key")
    never(
        "open",
        table=TicketForgotten._meta.db_table,
        condition="NOT EXISTS (SELECT 1 FROM hotline_standing one WHERE one.ticket_id = NEW.ticket_id AND one.is_over)",
        why="a ticket that is not over forgets nothing",
    )


def _let_go(rows: tuple[Lost, ...], mark: type[models.Model], column: str) -> None:
    for one in rows:
        may_lose(
            one.model._meta.db_table,
            columns=one.left(),
            condition=f"EXISTS (SELECT 1 FROM {mark._meta.db_table} gone WHERE {column} = {one.root})",  # noqa: S608
        )


def empty(rows: tuple[Lost, ...], of: models.Model) -> None:
    """Take the words of one ticket or call away, in the caller's transaction; its mark stands already."""
    for one in rows:
        one.rows(of).update(**{str(field.name): value for field, value in one.empty()})

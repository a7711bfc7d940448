"""How the row of a case's standing is kept: each row that moves a case moves it too, in the same statement.

A trigger cannot be forgotten by an act somebody adds, nor by who writes many rows at once.
"""

from __future__ import annotations

from licensing.decisions.models.ends import Ending
from licensing.decisions.standing.models import Standing
from trail.triggers import then

_ROW = "licensing_casestanding"
_TERMINATIONS = ", ".join(f"'{kind}'" for kind in Ending.TERMINATIONS)
_DECIDED = "NEW.outcome"
"""What a decision is called is what the case has come to: granted, refused."""


def _becomes(
    standing: str, *, unless: tuple[Standing, ...] = (), only: tuple[Standing, ...] = (), over: str = ""
) -> str:
    """The statement that moves a case; `over`: the column that says when its way ended."""
    ended = f", ended_at = NEW.{over}" if over else ""
    sort, among = ("IN", only) if only else ("NOT IN", unless)
    listed = ", ".join(f"'{one.value}'" for one in among)
    return (
        f"UPDATE {_ROW} SET at = {standing}{ended} "  # noqa: S608  our own names and words
        f"WHERE application_id = NEW.application_id" + (f" AND at {sort} ({listed})" if among else "")
    )


def keep_standings() -> None:
    """Declare what keeps the row; called once the apps are ready."""
    s = Standing
    ended = (s.WITHDRAWN, s.TERMINATED, s.NOT_ACCEPTED)
    to_check = (s.RECEIVED, s.TO_BE_CORRECTED)
    begins = (
        f"INSERT INTO {_ROW} (application_id, at, receipt_number, submitted_at, ended_at) "  # noqa: S608
        f"VALUES (NEW.application_id, '{s.RECEIVED.value}', NEW.receipt_number, NEW.submitted_at, NULL)"
    )
    how = f"CASE WHEN NEW.kind IN ({_TERMINATIONS}) THEN '{s.TERMINATED.value}' ELSE '{s.NOT_ACCEPTED.value}' END"
    moves = {
        "submission": begins,
        "bundleprocess": _becomes(f"'{s.BUNDLE_IN_HAND.value}'", only=to_check),
        "correctionrequest": _becomes(f"'{s.TO_BE_CORRECTED.value}'", only=(s.RECEIVED,)),
        "amendment": _becomes(f"'{s.RECEIVED.value}'", only=(s.TO_BE_CORRECTED,)),
        "acceptance": _becomes(f"'{s.ACCEPTED.value}'", only=to_check),
        "decision": _becomes(_DECIDED, unless=ended, over="decided_at"),
        "ending": _becomes(how, unless=(s.WITHDRAWN,), over="ended_at"),
        "withdrawal": _becomes(f"'{s.WITHDRAWN.value}'", over="withdrawn_at"),
    }
    for table, statement in moves.items():
        then("standing", table=f"licensing_{table}", statement=statement)
    bundle = "(SELECT application_id FROM licensing_bundleprocess WHERE process_ptr_id = NEW.id)"
    then(
        "standing",
        table="viewflow_process",
        on="update",
        condition="NEW.finished IS NOT NULL AND OLD.finished IS NULL",
        statement=f"UPDATE {_ROW} SET at = '{s.BUNDLE_DONE.value}', ended_at = NEW.finished "  # noqa: S608
        f"WHERE application_id = {bundle} AND at = '{s.BUNDLE_IN_HAND.value}'",
    )

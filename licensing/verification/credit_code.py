"""How a promise is verified is chosen by the credit code, which is asked for as a registry and kept as evidence.

Only that: no code, and no silence, closes the commitment, refuses or slows anything (domain F-9.12).
"""

from __future__ import annotations

from licensing.applications.actions.asking import keep_answer
from licensing.applications.evidence.questions import Need
from licensing.applications.models.application import Application
from materials.catalogue.queries import CODE_MATERIAL, CODE_REGISTRY
from materials.lookups.ask import ask
from materials.lookups.contract import Outcome, Purpose, Question


def ask_for_code(application: Application) -> str:
    """The colour the credit registry of this authority tells; "" when it tells none, or does not answer."""
    company = application.company
    if company.is_individual:
        return ""
    purpose = Purpose(
        item=application.item.code, case=str(application.key), legal_basis="《优化营商环境条例》第五十四条"
    )
    question = Question(
        material=CODE_MATERIAL, registry=CODE_REGISTRY, keys={"uscc": company.uscc}, purpose=purpose, by="verification"
    )
    answer = ask(question)
    keep_answer(application, Need(question=question, label=company.name, row=None), answer)
    return answer.fields.get("standing", "") if answer.outcome is Outcome.FOUND else ""

"""How a case is told in a row of any list: by its receipt number, its company, its service."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from licensing.applications.models.application import Application
from pages.lists.definition import Column

CaseOf = Callable[[Any], Application]
"""The case a row is about."""


def receipt(of: CaseOf, **more: Any) -> Column[Any]:
    return Column(
        name="receipt", title=_("Receipt number"), cell=lambda row: of(row).receipt_number, css="numeric", **more
    )


def company(of: CaseOf, **more: Any) -> Column[Any]:
    return Column(
        name="company",
        speaks=True,
        title=_("Company"),
        cell=lambda row: of(row).company.name,
        lang="zh-Hans",
        **more,
    )


def service(of: CaseOf, **more: Any) -> Column[Any]:
    return Column(name="service", speaks=True, title=_("Service"), cell=lambda row: of(row).item.name, **more)

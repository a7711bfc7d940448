"""Django's system check: the shipped data files are consistent."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

from materials.catalogue.loading.files import CatalogueFiles


@register("catalogue")
def check_catalogue_files(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """One error for each problem in the data files."""
    files = CatalogueFiles()
    return [Error(problem, id="materials.E001") for problem in files.problems() or files.oversights()]

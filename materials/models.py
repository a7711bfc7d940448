"""The stages' models, listed for Django; import them from their own modules."""

from materials.catalogue.models import (
    Bundle,
    CatalogueVersion,
    Domain,
    Fact,
    FormField,
    FormSection,
    ItemForm,
    Material,
    Notice,
    Registry,
    Requirement,
    ServiceItem,
    Step,
)

__all__ = [
    "Bundle",
    "CatalogueVersion",
    "Domain",
    "Fact",
    "FormField",
    "FormSection",
    "ItemForm",
    "Material",
    "Notice",
    "Registry",
    "Requirement",
    "ServiceItem",
    "Step",
]

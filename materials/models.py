"""The stages' models, listed for Django; import them from their own modules."""

from materials.catalogue.finding.models import UnfoundWords, WordsEdition, WordsRelease
from materials.catalogue.models import (
    Bundle,
    CatalogueDraft,
    CatalogueRelease,
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
from materials.lookups.models import LedgerKey, LedgerRecord
from materials.tables.models import HeldTable
from materials.uploads.models import Upload, UploadGone

__all__ = [
    "Bundle",
    "CatalogueDraft",
    "CatalogueRelease",
    "CatalogueVersion",
    "Domain",
    "Fact",
    "FormField",
    "FormSection",
    "HeldTable",
    "ItemForm",
    "LedgerKey",
    "LedgerRecord",
    "Material",
    "Notice",
    "Registry",
    "Requirement",
    "ServiceItem",
    "Step",
    "UnfoundWords",
    "Upload",
    "UploadGone",
    "WordsEdition",
    "WordsRelease",
]

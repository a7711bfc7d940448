"""The stages' models, listed for Django; import them from their own modules."""

from materials.catalogue.finding.models import UnfoundWords, WordsEdition, WordsRelease
from materials.catalogue.models.bundles import Bundle
from materials.catalogue.models.editions import CatalogueDraft, CatalogueRelease, CatalogueVersion
from materials.catalogue.models.form import FormField, FormSection, ItemForm
from materials.catalogue.models.items import Domain, Notice, Requirement, ServiceItem, Step
from materials.catalogue.models.materials import Fact, Material, Registry
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

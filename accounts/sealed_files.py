"""Where uploads lie: sealed, readable by the portal's own account alone, each bound to its place."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible

from accounts.sealing import seal_bytes, unseal_bytes


@deconstructible
class SealedStorage(FileSystemStorage):
    """Files encrypted with the data key; a file moved or copied to another's place cannot be opened there."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self) -> str:
        return str(settings.PRIVATE_DIR)

    @property
    def location(self) -> str:
        return str(settings.PRIVATE_DIR)

    def _save(self, name: str, content: Any) -> str:
        sealed = ContentFile(seal_bytes(content.read(), bound_to=name))
        kept: str = super()._save(name, sealed)  # type: ignore[misc]
        if kept != name:
            # The same content (names are digests) was stored a moment earlier; under another name it opens nowhere.
            self.delete(kept)
        return name

    def _open(self, name: str, mode: str = "rb") -> File:
        with super()._open(name, mode) as sealed:  # type: ignore[misc]
            return ContentFile(unseal_bytes(sealed.read(), bound_to=name), name=name)

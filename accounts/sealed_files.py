"""Where uploads lie: sealed, readable by the portal's own account alone, each bound to its place."""

from __future__ import annotations

import os
import uuid
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
        # Whole or not at all: half a file under the name of its digest would be taken for the content ever after.
        part: str = super()._save(f"{name}.{uuid.uuid4().hex}", sealed)  # type: ignore[misc]
        os.replace(self.path(part), self.path(name))
        return name

    def lies_at(self, name: str) -> bool:
        """Whether a content is stored under its digest already; from now on it counts as just stored."""
        try:
            os.utime(self.path(name))
        except FileNotFoundError:
            return False
        return True

    def _open(self, name: str, mode: str = "rb") -> File:
        with super()._open(name, mode) as sealed:  # type: ignore[misc]
            return ContentFile(unseal_bytes(sealed.read(), bound_to=name), name=name)

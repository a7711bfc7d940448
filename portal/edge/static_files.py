"""Static files carry a digest of their content in their name; so do the modules that our scripts import."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.staticfiles.finders import FileSystemFinder
from whitenoise.storage import CompressedManifestStaticFilesStorage


class DigestedStaticFiles(CompressedManifestStaticFilesStorage):
    """Addresses after `import` and `from` are rewritten in our own scripts only.

    Django offers it for every script or none (`support_js_module_import_aggregation`), and libraries hold words in
    their comments that look like imports.
    """

    _imports = CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]
    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("portal/js/*.js", _imports))


class WhatPagesUse(FileSystemFinder):
    """The packages bring more than our pages use, and each file that is collected is compressed twice."""

    unused = ("*.rtl.*", "bootstrap-*", "bootstrap.css*", "htm*4*", "htmx-2.js", "ext")

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[Any]:
        return super().list([*(ignore_patterns or ()), *self.unused])

"""A paper whose legal time of keeping is over is taken away: its file and its row. The only door out of the store.

Only what was stored for a time can go: the database refuses to delete any other document. Who forgets writes it down.
"""

from __future__ import annotations

import os
from contextlib import suppress

from django.core.files.storage import default_storage
from django.db import transaction

from papers.documents import PassingDocument
from papers.paper import Paper
from papers.produce import digest_of


def forget(paper: Paper, *, signer: str) -> bool:
    """Take away the document of a paper, in the caller's transaction; whether there was one."""
    found = PassingDocument.objects.filter(paper_digest=digest_of(paper, signer=signer)).first()
    if found is None:
        return False
    name = str(found.file.name)
    found.delete()
    with suppress(FileNotFoundError):
        os.utime(default_storage.path(name))  # as just stored: of a process that dies now the sweep takes it
    transaction.on_commit(lambda: default_storage.delete(name))
    return True

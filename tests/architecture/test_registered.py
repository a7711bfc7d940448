"""What the house is put together from stands in the settings: a set nobody named there tells nobody anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

SETS = {"post_set": ("POST", "POST"), "letter_set": ("LETTERS", "LETTERS")}


@pytest.mark.parametrize("module", SETS)
def test_every_set_an_app_ships_is_named_in_the_settings(module):
    setting, name = SETS[module]
    shipped = {
        ".".join([*path.relative_to(settings.BASE_DIR).with_suffix("").parts, name])
        for path in Path(settings.BASE_DIR).glob(f"[!.]*/**/{module}.py")
        if ".venv" not in path.parts
    }

    assert shipped == set(getattr(settings, setting))

"""`manage.py catalogue`: what the catalogue holds and what it adds up to."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from materials.catalogue.loading.files import CatalogueFiles
from materials.catalogue.models.editions import CatalogueVersion
from materials.catalogue.models.items import Requirement, ServiceItem
from materials.catalogue.models.materials import Material
from materials.catalogue.queries import catalogue_in_force, figures, material_counts, requirements_of

SCENARIOS = {
    "own vehicles": ("agent", "has-vehicles", "heavy-vehicles"),
    "planned vehicles": ("agent", "plan-vehicles", "heavy-vehicles"),
}
"""An agent acts and the vehicles are heavier than 4,500 kg: the case the headline counts are about."""


def _conditions(rows: list[Requirement]) -> set[str]:
    return {row.condition.code for row in rows if row.condition}


class Command(BaseCommand):
    help = "Print items, materials, waivers and the headline figures, computed from the edition in force."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="for machines")
        parser.add_argument("--list", action="store_true", help="every item with its counts")

    def handle(self, *args: Any, **options: Any) -> None:
        problems = CatalogueFiles().problems()
        try:
            version = catalogue_in_force()
        except CatalogueVersion.DoesNotExist as missing:
            raise CommandError(str(missing)) from missing
        if version.digest != CatalogueFiles().digest and version.version == CatalogueFiles().version:
            problems.append("the files differ from the edition that was loaded under the same version")
        data = self._data(version)
        if options["json"]:
            self.stdout.write(json.dumps({**data, "problems": problems}, ensure_ascii=False, indent=2))
        else:
            self._print(data, with_list=options["list"])
        if problems:
            raise CommandError("\n".join(problems))

    def _data(self, version: CatalogueVersion) -> dict[str, Any]:
        items = []
        for item in ServiceItem.objects.filter(version=version):
            rows = requirements_of(item)
            counts = {name: vars(material_counts(rows, facts)) for name, facts in SCENARIOS.items()}
            items.append(
                {
                    "code": item.code,
                    "name": item.name_zh,
                    "steps": [len(item.conventional_steps), len(item.streamlined_steps)],
                    "materials": vars(material_counts(rows)),
                    "scenarios": counts,
                    # The item whose conditions tell owned from planned vehicles is the one the scenarios are about.
                    "is_headline": _conditions(rows) >= {"has-vehicles", "plan-vehicles", "heavy-vehicles"},
                }
            )
        return {
            "version": version.version,
            "figures": figures(version).as_data(),
            "items": items,
            "materials": list(Material.objects.filter(version=version).order_by("code").values_list("code", flat=True)),
        }

    def _print(self, data: dict[str, Any], *, with_list: bool) -> None:
        total = data["figures"]
        say = self.stdout.write
        say(f"catalogue {data['version']}: {total['items']} items, {total['materials']} materials")
        say(f"business licence waived in          {total['business_licence_items']} items")
        say(f"own certificates looked up in       {total['internal_lookup_items']} items")
        say(f"materials no longer asked for       {total['materials_waived']}")
        say(
            f"handling steps cut by               {total['steps_cut_percent']:.0f} %"
            f"  ({total['steps_before']} → {total['steps_after']})"
        )
        say(f"replaced by a commitment besides    {total['replaced_by_commitment']}")
        for row in data["items"]:
            if with_list:
                counts = row["materials"]
                say(
                    f"  {row['code']:<32} {counts['before']:>3} → {counts['after_waivers']:>3}"
                    f" → {counts['under_commitment']:>3}   {row['name']}"
                )
            elif row["is_headline"]:
                for name, counts in row["scenarios"].items():
                    say(
                        f"{row['name']}, {name:<18} {counts['before']} materials before,"
                        f" {counts['after_waivers']} after waivers, {counts['under_commitment']} under commitment"
                    )

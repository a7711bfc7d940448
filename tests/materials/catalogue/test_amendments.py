"""The law changes from a day: a small file says what reads otherwise, and cases keep the edition they began under."""

from __future__ import annotations

import datetime

import pytest

from materials.catalogue.loading.amendments import Amendment, amend, amendments, hidden_by, load_shipped, stands_behind
from materials.catalogue.loading.files import BadCatalogue, CatalogueContent, CatalogueFiles
from materials.catalogue.loading.loader import ChangedInPlace, load
from materials.catalogue.queries import catalogue_in_force, item_in_force

pytestmark = pytest.mark.django_db
NETWORK = "network-freight-licence"
BEFORE, AFTER = datetime.date(2026, 1, 22), datetime.date(2026, 1, 23)


def amendment(**changes):
    told = {
        "version": "2026-06-01",
        "in_force_from": datetime.date(2026, 6, 1),
        "source_zh": "某规定",
        "source_en": "some rule",
        "laws": {},
        "items": {NETWORK: {"promised_days": 8}},
    }
    return Amendment(**{**told, **changes})


def cited(item, code):
    return next(entry for entry in item.legal_basis if entry["law_code"] == code)


def test_what_is_shipped_can_be_loaded_in_the_order_of_its_days():
    content = CatalogueFiles().parts

    for change in amendments():
        content = change.applied(content)
        assert CatalogueContent(content=content).problems() == []
        assert change.source_zh
        assert change.source_en


def test_network_freight_rests_on_the_measures_in_force_on_the_day():
    load_shipped()

    old, new = item_in_force(NETWORK, on=BEFORE), item_in_force(NETWORK, on=AFTER)

    assert cited(old, "net")["edition"] == "交运规〔2019〕12号"
    assert cited(new, "net")["edition"] == "交运规〔2026〕1号"
    assert cited(new, "net")["law_zh"] == "网络货运承运平台经营管理办法"
    assert old.requirements.count() == new.requirements.count()


def test_an_article_nobody_read_is_cited_in_no_letter():
    load_shipped()

    assert "网络货运承运平台经营管理办法" not in item_in_force(NETWORK, on=AFTER).legal_basis_zh


def test_a_citation_reads_so_wherever_it_stands():
    load_shipped()

    edition = item_in_force(NETWORK, on=datetime.date(2026, 12, 1)).version

    assert "2023年修正" not in {
        entry["edition"] for entry in _all_citations(edition.content) if entry["law_code"] == "frt"
    }


def _all_citations(value):
    if isinstance(value, list):
        return [found for entry in value for found in _all_citations(entry)]
    if isinstance(value, dict):
        below = [found for entry in value.values() for found in _all_citations(entry)]
        return [value, *below] if "law_code" in value else below
    return []


def test_loading_again_does_nothing_and_a_changed_amendment_is_refused():
    amend(amendment())

    again, is_new = amend(amendment())

    assert not is_new
    assert again.version == "2026-06-01"
    with pytest.raises(ChangedInPlace):
        amend(amendment(items={NETWORK: {"promised_days": 5}}))


def test_it_rests_on_what_the_installation_had_in_force():
    own = CatalogueFiles().renamed("2026-03", in_force_from="2026-03-01")
    next(entry for entry in own["items"]["items"] if entry["code"] == NETWORK)["note_zh"] = "本局的说明"
    load(CatalogueContent(content=own))

    amend(amendment())

    item = item_in_force(NETWORK, on=datetime.date(2026, 6, 1))
    assert (item.promised_days, item.note_zh) == (8, "本局的说明")


def test_a_new_shipped_edition_that_never_comes_into_force_is_told():
    first = load_shipped()
    newer = load(CatalogueContent(content=CatalogueFiles().renamed("2025-99", in_force_from="2025-01-01")))

    assert stands_behind(first) is None
    assert stands_behind(load_shipped()) is None
    assert stands_behind([newer, *(amend(one) for one in amendments())]) == catalogue_in_force()


def test_an_own_edition_that_takes_effect_later_is_named():
    load(CatalogueContent(content=CatalogueFiles().renamed("2026-09", in_force_from="2026-09-01")))

    edition, _new = amend(amendment())

    assert str(hidden_by(edition)) == "2026-09"


@pytest.mark.parametrize(
    "wrong", [{"laws": {"nowhere": {}}}, {"items": {NETWORK: {"pormised_days": 8}}}, {"items": {"none": {"order": 1}}}]
)
def test_it_cannot_change_what_is_not_there(wrong):
    with pytest.raises(BadCatalogue):
        amend(amendment(**wrong))

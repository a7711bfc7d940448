"""A field nobody is asked for is told when it is written, not when the first case lacks it."""

from materials.catalogue.editing.checks import check_catalogue_files
from materials.catalogue.loading.files import CatalogueContent, CatalogueFiles

ITEM, BUNDLE = "freight-licence-establish", "start-freight-company"


def with_field(*forms, required="always"):
    """The shipped files with a new field, in some of the forms."""
    content = CatalogueFiles().renamed("2099-01", in_force_from="2099-01-01")
    fields = content["onething"]["fields"]
    like = next(field for field in fields if field["code"] == "safety-phone")
    fields.append({**like, "code": "dispatch-phone", "order": 90, "required": required})
    bundles = {bundle["code"]: bundle["form"] for bundle in content["onething"]["bundles"]}
    for code in forms:
        form = bundles.get(code) or content["extensions"]["forms"][code]
        next(part for part in form if part["section"] == "safety")["fields"].append("dispatch-phone")
    return CatalogueContent(content=content)


def test_what_is_shipped_overlooks_nothing():
    assert check_catalogue_files(None) == []


def test_a_field_of_no_form_is_told():
    assert with_field().problems() == []
    assert with_field().oversights() == ["dispatch-phone is a field of no form"]


def test_what_an_item_always_needs_is_in_the_form_of_its_bundle_too():
    (told,) = with_field(ITEM).oversights()

    assert BUNDLE in told
    assert "dispatch-phone is left out" in told


def test_in_both_forms_or_where_it_may_be_left_open_nothing_is_told():
    assert with_field(ITEM, required="optional").oversights() == []

"""What a registry wrote is told in the reader's words; the stored answer stays as it was given."""

import pytest
from django.utils.translation import override

from materials.lookups.vocabulary import said


@pytest.mark.parametrize(("language", "told"), [("zh-hans", "黄色"), ("zh-hant", "黃色"), ("en", "yellow")])
def test_the_colour_of_a_plate_is_a_word_and_no_code(language, told):
    with override(language):
        assert said("plate-colour", "yellow") == told
        assert said("plate-colour", "紫") == "紫"

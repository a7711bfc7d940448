"""A choice nobody made yet is called that: a row of dashes is read aloud as one, and says nothing."""

from django import forms
from django.utils.translation import override


class Chosen(forms.Form):
    colour = forms.ChoiceField(choices=[("", "---------"), ("yellow", "黄")], required=False)


def test_a_choice_nobody_made_yet_says_so_in_the_language():
    with override("zh-hans"):
        shown = str(Chosen()["colour"])

    assert '<option value="" selected>请选择</option>' in shown
    assert '<option value="yellow">黄</option>' in shown
    assert "---" not in shown

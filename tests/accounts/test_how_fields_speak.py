"""The template pack: what a field says to eyes, ears and fingers."""

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms
from django.template import Context, Template

SIDES = [("l", "Left"), ("r", "Right")]


class Sitting(forms.Form):
    note = forms.CharField(help_text="What did you see?")
    minutes = forms.IntegerField(required=False, label="How long <b>it</b> was")
    secret = forms.CharField(widget=forms.PasswordInput)
    side = forms.ChoiceField(
        choices=[("l", "Left"), ("r", "Right")], widget=forms.RadioSelect, help_text="Seen from above"
    )
    alone = forms.BooleanField(required=False, label="Nobody helped")
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        raise forms.ValidationError("This sitting was before the birth.")


def drawn(form: forms.Form, source: str = "{{ form|crispy }}") -> str:
    page = Template("{% load crispy_forms_tags %}" + source).render(Context({"form": form}))
    return " ".join(page.split())


def tag(page: str, opening: str) -> str:
    start = page.index(opening)
    return page[start : page.index(">", start) + 1]


def test_every_field_has_its_label_above_it_and_no_placeholder():
    page = drawn(Sitting())
    for name in ("note", "minutes", "secret"):
        assert page.index(f'<label for="id_{name}">') < page.index(f'id="id_{name}"')
    assert "placeholder" not in page


def test_what_is_optional_says_so_in_a_word():
    page = drawn(Sitting())
    assert page.count("optional</span>") == 1
    assert page.index('for="id_minutes"') < page.index("optional</span>") < page.index('id="id_minutes"')


def test_a_hint_is_read_out_with_its_field():
    page = drawn(Sitting())
    assert '<div class="hint" id="id_note_helptext">What did you see?</div>' in page
    assert 'aria-describedby="id_note_helptext"' in tag(page, '<input type="text" name="note"')


def test_an_error_is_read_out_with_its_field():
    page = drawn(Sitting({}))
    field = tag(page, '<input type="text" name="note"')
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="id_note_helptext id_note_error"' in field
    assert page.index('id="id_note"') < page.index('id="id_note_error"')


def test_choices_stand_in_a_fieldset_with_their_question():
    page = drawn(Sitting({}))
    assert 'aria-describedby="id_side_helptext id_side_error"' in tag(page, "<fieldset")
    assert "<legend>Side </legend>" in page


def test_a_tick_stands_before_its_words():
    page = drawn(Sitting())
    assert page.index('id="id_alone"') < page.index('<label for="id_alone">Nobody helped</label>')


def test_the_top_of_a_form_leads_to_what_needs_another_look():
    page = drawn(Sitting({}))
    top = page[page.index('role="alert"') : page.index('<label for="id_note">')]
    assert "This sitting was before the birth." in top
    assert 'href="#id_note"' in top
    assert 'href="#id_side"' in top
    assert page.count('id="id_side"') == 1
    assert 'href="#id_minutes"' not in top


def test_a_form_that_is_fine_shows_no_alert():
    assert 'role="alert"' not in drawn(Sitting())


def test_words_in_a_label_are_never_markup():
    assert "How long &lt;b&gt;it&lt;/b&gt; was" in drawn(Sitting())


def test_what_was_typed_stays():
    assert 'value="7"' in drawn(Sitting({"minutes": "7"}))
    assert "hush" not in drawn(Sitting({"secret": "hush"}))


def test_a_whole_form_can_be_drawn_by_its_helper():
    form = Sitting({})
    form.helper = FormHelper()
    form.helper.layout = Layout(Fieldset("Details", "note", "minutes"), "side")
    form.helper.add_input(Submit("save", "Save"))
    page = drawn(form, "{% crispy form %}")
    assert page.startswith("<form")
    assert 'role="alert"' in page
    assert "<legend>Details</legend>" in page
    assert tag(page, "<button").startswith('<button type="submit" name="save" value="Save"')


@pytest.mark.parametrize("source", ["{{ form.note|as_crispy_field }}", "{{ form|as_crispy_errors }}"])
def test_its_pieces_can_be_drawn_alone(source):
    assert "id_note" in drawn(Sitting({}), source)


def test_a_formset_is_drawn_with_its_management_form():
    page = drawn(forms.formset_factory(Sitting, extra=2)())
    assert "form-TOTAL_FORMS" in page
    assert 'id="id_form-1-note"' in page

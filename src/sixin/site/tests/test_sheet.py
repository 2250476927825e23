"""What the sheet promises every page: nothing inline, icons that exist, fields that say what is wrong."""

import re
from pathlib import Path

import pytest
from django import forms
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import Http404
from django.template import engines
from django.test import RequestFactory
from django.utils import translation
from django_cotton.compiler_regex import CottonCompiler

from sixin.site.desk import gallery

ROOT = Path(__file__).resolve().parents[4]
TEMPLATES = sorted((ROOT / "src" / "sixin").rglob("templates/**/*.html"))
INLINE = re.compile(r"\sstyle=|\son(?!e=)[a-z]+=|<style|<script(?![^>]*\bsrc=)")
ICON = re.compile(r"<c-icon name=\"([\w-]+)\"|\bicon=\"([\w-]+)\"")


class Knock(forms.Form):
    minutes = forms.IntegerField(label="minutes", help_text="a rough number", max_value=480)
    outcome = forms.ChoiceField(choices=[("met", "at home")], widget=forms.RadioSelect)
    note = forms.CharField(label="note", required=False)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def shown(source: str, address: str = "/", **context: object) -> str:
    template = engines["django"].from_string(CottonCompiler().process(source))
    return re.sub(r"\s+", " ", template.render(context, RequestFactory().get(address)))


def test_no_template_holds_inline_style_or_script():
    assert [
        str(path) for path in TEMPLATES if INLINE.search(path.read_text(encoding="utf-8"))
    ] == []


def test_every_icon_that_a_template_names_is_in_the_sprite():
    lines = (ROOT / "front" / "icons.txt").read_text(encoding="utf-8").splitlines()
    there = {line.partition("=")[0].strip() for line in lines if not line.startswith("#")}
    named = {
        name
        for path in TEMPLATES
        for found in ICON.findall(path.read_text(encoding="utf-8"))
        for name in found
        if name
    }
    assert named - there == set()


def test_a_field_ties_its_hint_and_its_error_to_the_control():
    form = Knock({"minutes": "900"})
    page = shown('<c-field :field="form.minutes" />', form=form)
    described = re.search(r'aria-describedby="([^"]+)"', page)
    assert described
    assert described[1].split() == ["id_minutes_helptext", "id_minutes_error"]
    assert 'id="id_minutes_helptext"' in page
    assert 'id="id_minutes_error"' in page
    assert 'value="900"' in page


def test_choices_stand_in_a_fieldset_that_the_error_summary_can_reach():
    form = Knock({"minutes": "20"})
    page = shown('<c-error-summary :form="form" /><c-field :field="form.outcome" />', form=form)
    assert 'href="#id_outcome"' in page
    assert '<fieldset id="id_outcome" tabindex="-1" aria-describedby="id_outcome_error">' in page


def test_only_fields_that_may_stay_empty_say_so():
    form = Knock()
    assert "(optional)" in shown('<c-field :field="form.note" />', form=form)
    assert "(optional)" not in shown('<c-field :field="form.minutes" />', form=form)


def test_turning_the_page_keeps_the_filters():
    page = Paginator(range(120), 50).page(2)
    html = shown('<c-pagination :page="page" />', "/people/?grid=3&page=2", page=page)
    assert 'rel="next" href="?grid=3&amp;page=3"' in html
    assert 'rel="prev" href="?grid=3&amp;page=1"' in html
    assert "Page 2 of 3" in html


def test_one_page_needs_no_turning():
    assert (
        shown('<c-pagination :page="page" />', page=Paginator(range(3), 50).page(1)).strip() == ""
    )


def test_a_name_with_signs_of_markup_stays_a_name():
    html = shown('<c-todo title="{{ name }}" href="/" act="go" />', name='<b>"A"&</b>')
    assert "<b>" not in html
    assert "&lt;b&gt;&quot;A&quot;&amp;&lt;/b&gt;" in html


def test_a_message_says_how_to_undo_what_it_tells():
    told = Message(messages.SUCCESS, "recorded", extra_tags="/visits/7/undo/")
    html = shown("<c-messages />", messages=[told])
    assert "notice-done" in html
    assert 'method="post" action="/visits/7/undo/"' in html


@pytest.mark.parametrize("show", [name for name, _label in gallery.SHEETS])
def test_every_sheet_of_the_gallery_is_shown(show):
    request = RequestFactory().get("/gallery/", {"show": show, "bad": "1"})
    request.user = AnonymousUser()
    page = gallery.gallery(request).content.decode()
    assert page.count("<h1") == 1
    assert "</html>" in page


def test_a_sheet_that_is_not_there_is_not_found():
    with pytest.raises(Http404):
        gallery.gallery(RequestFactory().get("/gallery/", {"show": "nowhere"}))

"""What is asked of the server, by whom, in which manner."""

from urllib.parse import quote

import pytest
from django.db import models
from django.test import Client

from sixin.audit.models import Entry
from sixin.registers.models import Area, Person, PersonTag
from tests.security import routes

HUGE = "9" * 30


def addresses() -> list[str]:
    return [route.address for route in routes.every()]


def rows() -> dict[str, int]:
    """How many rows each table of ours has."""
    from django.apps import apps

    ours = [model for model in apps.get_models() if model.__module__.startswith("sixin.")]
    return {model._meta.label: _count(model) for model in ours}


def _count(model: type[models.Model]) -> int:
    return model._default_manager.count()


def test_looking_changes_nothing(desk: Client, zhang: Person):
    """GET of every address, with a person and without: no table has a row more or less.

    The trail alone tells that somebody took the example away.
    """
    before, told = rows(), set(Entry.objects.values_list("pk", flat=True))
    someone = [address.replace(routes.SAMPLE_ID, str(zhang.pk)) for address in addresses()]
    for address in dict.fromkeys(addresses() + someone):
        desk.get(address)
    new = Entry.objects.exclude(pk__in=told)
    assert {entry.verb for entry in new} == {"example.exported"}
    assert rows() == before | {"audit.Entry": len(told) + len(new)}


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "PROPFIND"])
def test_methods_that_nobody_needs_are_refused(desk: Client, method: str):
    answered = {address: desk.generic(method, address).status_code for address in addresses()}
    assert {address: code for address, code in answered.items() if code < 400} == {}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_nul_is_refused_wherever_it_stands(desk: Client, language: str):
    """PostgreSQL has no place for one: it would be an error of ours there."""
    desk.cookies["sixin_language"] = language
    told = {"zh-hans": "没看懂这个请求", "en": "We could not read this request"}[language]
    token = desk.get("/people/new/").context["csrf_token"]
    answers = [
        *(desk.get(address) for address in ("/?area=%00", "/people/?%00=1", "/figures/a%00b/")),
        *(desk.post(where, {"csrfmiddlewaretoken": token, **sent}) for where, sent in (
            ("/search/", {"q": "张\0"}), ("/people/", {"q": "\0"}), ("/people/new/", {"\0": "张"}),
        )),
    ]  # fmt: skip
    assert {(answer.status_code, told in answer.content.decode()) for answer in answers} == {
        (400, True)
    }


def test_text_is_decoded_once(desk: Client):
    """`%2541` is the text `%41`, never `A`: what was checked is what is used."""
    page = desk.get(f"/people/?q={quote('%41', safe='')}", follow=True).content.decode()
    assert 'value="%41"' in page
    assert 'value="A"' not in page


def test_what_was_typed_stays_text_on_the_page(desk: Client):
    sign = "\"><script>alert(1)</script><b x='"
    page = desk.get("/people/", {"q": sign}, follow=True).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize(
    "text", ["' OR '1'='1", "'; DROP TABLE registers_person; --", "%", "_", "\\"]
)
def test_what_is_searched_for_is_a_value(desk: Client, zhang: Person, text: str):
    page = desk.get("/people/", {"q": text}, follow=True)
    assert page.status_code == 200
    assert str(zhang.pk) not in page.content.decode()
    assert Person.objects.filter(pk=zhang.pk).exists()


@pytest.mark.parametrize("number", [HUGE, f"-{HUGE}", "1e400", "٣", "NaN", "0x7f"])
def test_a_number_that_no_column_holds_is_no_error_of_ours(desk: Client, number: str):
    pages = [f"/people/?page={quote(number)}", f"/briefings/?page={quote(number)}",
             f"/duplicates/{quote(number)}/", f"/api/figures/visits.person_times/records?page={quote(number)}",
             f"/people/?from={quote(number)}&to={quote(number)}"]  # fmt: skip
    assert [page for page in pages if desk.get(page).status_code >= 500] == []


FOREIGN = ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)",
           "https:evil.example", "http://127.0.0.1@evil.example/"]  # fmt: skip


@pytest.mark.parametrize("away", FOREIGN)
def test_no_redirect_leads_away_from_here(client: Client, li_wei: object, away: str):
    """`next` is followed at the sign-in and after choosing a language, if it is an address of ours."""
    signed = client.post(
        "/sign-in/",
        {"username": "community_worker-632801001901", "password": "一句只在测试里用的话",
         "login": "community_worker-632801001901", "next": away},
    )  # fmt: skip
    spoken = client.post("/language/", {"language": "en", "next": away})
    assert [one.headers["Location"] for one in (signed, spoken)] == ["/", "/"]


def test_a_role_in_the_form_is_no_role(desk: Client, zhang: Person, elsewhere: Area):
    """Fields that a form does not name are not taken, whatever else was sent along."""
    desk.get(f"/people/{zhang.pk}/edit/")
    token = desk.cookies["csrftoken"].value
    sent = {"tag": "low_income", "since": "2026-11-01", "source": "self", "csrfmiddlewaretoken": token,
            "area": elsewhere.pk, "merged_into": zhang.pk, "left_on": "2026-11-01", "name": "别人"}  # fmt: skip
    desk.post(f"/people/{zhang.pk}/edit/tag/", sent)
    row = Person.objects.get(pk=zhang.pk)
    assert PersonTag.objects.filter(person=zhang, tag="low_income").exists()
    assert (row.name, row.area_id, row.left_on, row.merged_into_id) == (
        "张秀英",
        zhang.area_id,
        None,
        None,
    )


def test_what_stands_in_the_address_is_not_taken_for_the_form(desk: Client, zhang: Person):
    """Two places, one name: the form's own value counts."""
    desk.get(f"/people/{zhang.pk}/edit/")
    token = desk.cookies["csrftoken"].value
    sent = {
        "tag": "low_income",
        "since": "2026-11-01",
        "source": "self",
        "csrfmiddlewaretoken": token,
    }
    desk.post(f"/people/{zhang.pk}/edit/tag/?tag=destitute&since=2020-01-01", sent)
    assert list(PersonTag.objects.filter(person=zhang, until=None).values_list("tag", flat=True)) == [
        "living_alone", "low_income"]  # fmt: skip

"""What is searched for stands in no address, and only who typed it opens the sealed one."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from sixin.site.desk import searching

PAGES = ["/people/", "/due/", "/duplicates/"]


@pytest.fixture
def search(sit, li_wei):
    """`search(place, text)`: the address that her search leads to, in her browser."""

    def searching_in(place, text, **more):
        answer = sit(li_wei).post(place, {"q": text, **more})
        assert answer.status_code == 302
        return answer.url

    return searching_in


@pytest.mark.parametrize("place", PAGES)
def test_a_search_leads_to_an_address_that_does_not_show_it(search, sit, li_wei, zhang, place):
    address = search(place, "张秀英", tag="", area=zhang.area.code)
    assert urlsplit(address).path == place
    query = parse_qs(urlsplit(address).query)
    assert set(query) == {"s", "area"}
    assert searching.opened(query["s"][0], li_wei) == "张秀英"
    shown = sit(li_wei).get(address)
    assert shown.status_code == 200
    assert 'value="张秀英"' in shown.text
    assert "%E5%BC%A0" not in shown.text, "no link on the page shows it either"


@pytest.mark.parametrize("place", PAGES)
def test_an_address_that_shows_it_is_left_at_once(sit, li_wei, place):
    answer = sit(li_wei).get(place, {"q": "张秀英", "page": "2"})
    assert answer.status_code == 302
    assert set(parse_qs(urlsplit(answer.url).query)) == {"s"}


def test_nobody_else_opens_it(search, sit, li_wei, wang_fang, zhang):
    token = parse_qs(urlsplit(search("/people/", "张秀英")).query)["s"][0]
    assert searching.opened(token, wang_fang) == ""
    page = sit(wang_fang).get(f"/people/?s={token}")
    assert page.status_code == 200
    assert 'value="张秀英"' not in page.text


@pytest.mark.parametrize("token", ["", "x", "oQAB", "%00", "é", "o" * 5000, "_" * 60])
def test_what_is_no_token_searches_for_nothing(li_wei, sit, token):
    assert searching.opened(token, li_wei) == ""
    assert sit(li_wei).get("/people/", {"s": token}).status_code == 200


def test_nothing_searched_for_is_a_plain_address(search):
    assert search("/people/", "  ") == "/people/"


def test_chips_take_the_search_away(search, sit, li_wei, zhang):
    page = sit(li_wei).get(search("/people/", "张秀英", tag="living_alone"))
    text, tag = page.context["chips"]
    assert text.without == "tag=living_alone"
    assert set(parse_qs(tag.without)) == {"s"}


def test_suggestions_come_by_post_alone(sit, li_wei, zhang):
    client = sit(li_wei)
    assert client.get("/search/", {"q": "zxy"}).status_code == 405
    assert "张秀英" in client.post("/search/", {"q": "zxy"}).text


def test_a_forged_search_is_refused(li_wei):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(li_wei.user)
    for place in (*PAGES, "/search/"):
        assert browser.post(place, {"q": "张秀英"}).status_code == 403

"""Passkeys, invitations, and a phone that forgets: with a real browser and its own authenticator."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import Login
from tests.journeys.instance import Instance

PHONE = {"width": 360, "height": 640}
NEW = "换了另外一句谁也猜不到的话"
# What a page may leave in a browser besides cookies, and whether it is there.
LEAVE = """async () => {
  localStorage.setItem("canary", "张秀英");
  sessionStorage.setItem("canary", "张秀英");
  await (await caches.open("canary")).put("/canary", new Response("张秀英"));
  await new Promise((done) => { indexedDB.open("canary").onsuccess = done; });
}"""
LEFT = """async () => ({
  local: localStorage.getItem("canary"),
  caches: await caches.keys(),
  databases: (await indexedDB.databases()).map((one) => one.name),
})"""
# The first page alone: `**/` would be content with any address that ends in a slash.
HOME = re.compile(r"^https?://[^/]+/$")


@pytest.fixture
def place(instance: Instance) -> str:
    """The address by name: browsers keep passkeys for names, not for numbers."""
    return instance.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def new_browser(browser: Browser, place: str) -> Iterator[Callable[[], BrowserContext]]:
    """`new_browser()`: a phone that was never here."""
    made: list[BrowserContext] = []

    def make() -> BrowserContext:
        made.append(browser.new_context(base_url=place, locale="zh-CN", viewport=PHONE))
        return made[-1]

    yield make
    for context in made:
        context.close()


def holding_a_key(context: BrowserContext) -> tuple[Page, Callable[[str, object], object]]:
    """A page in a browser that makes and keeps passkeys, and how to talk to its authenticator."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return page, session.send


def account_of(accounts: list[dict[str, str]], role: str) -> dict[str, str]:
    return next(account for account in accounts if account["role"] == role)


def sign_in(page: Page, account: dict[str, str]) -> None:
    page.goto("/sign-in/")
    page.get_by_label("用户名").fill(account["username"])
    page.get_by_label("密码", exact=True).fill(account["password"])
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url(HOME)


def sign_out(page: Page) -> None:
    page.goto("/sign-out/")
    page.get_by_role("main").get_by_role("button", name="退出登录").click()
    page.wait_for_url("**/sign-in/")


def test_a_passkey_is_made_and_opens_the_desk_alone(new_browser, accounts, axe):
    page, _authenticator = holding_a_key(new_browser())
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    # The second of the grid workers: whoever has a passkey is asked for it from then on.
    sign_in(page, [account for account in accounts if account["role"] == "grid_worker"][1])
    page.goto("/my-account/")
    page.get_by_role("link", name="加一把通行密钥").click()
    page.get_by_label("给它起个名字").fill("我的手机")
    axe(page)
    page.get_by_role("button", name="加上这一把").click()
    expect(page.get_by_role("heading", name="抄下这些备用码")).to_be_visible()
    page.goto("/my-account/")
    expect(page.get_by_role("link", name="改名字 我的手机")).to_be_visible()
    axe(page)
    sign_out(page)
    page.get_by_role("button", name="用通行密钥登录").click()
    page.wait_for_url(HOME)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert complaints == []


def test_without_the_key_s_owner_the_key_opens_nothing(new_browser, accounts):
    page, tell = holding_a_key(new_browser())
    page.goto("/sign-in/")
    page.get_by_role("button", name="用通行密钥登录").click()
    expect(page.get_by_text("没有用上通行密钥")).to_be_visible()
    assert page.url.endswith("/sign-in/")


def test_at_an_address_in_numbers_no_passkey_is_offered(page: Page):
    page.goto("/sign-in/")
    expect(page.get_by_role("button", name="登录", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="用通行密钥登录")).to_be_hidden()


def invited(page: Page, login: Login, name: str) -> str:
    """The path of an invitation for a new volunteer."""
    login(page, "community_lead")
    page.goto("/members/new/")
    page.get_by_label("姓名").fill(name)
    page.get_by_label("角色").select_option("volunteer")
    page.get_by_role("button", name="出二维码").click()
    expect(page.get_by_role("img", name="邀请的二维码")).to_be_visible()
    return re.search(r"/join/[\w-]+/", page.content())[0]


def test_an_invitation_opens_once_and_the_end_of_the_role_reaches_the_open_phone(
    page: Page, login: Login, new_browser, axe, shoot
):
    path = invited(page, login, "冯小丽")
    axe(page)
    phone = new_browser().new_page()
    phone.goto(path)
    axe(phone)
    expect(phone.get_by_role("heading", name="冯小丽，请进")).to_be_visible()
    expect(phone.get_by_label("用户名")).to_have_value("fengxiaoli")
    phone.get_by_label("密码", exact=True).fill(NEW)
    phone.get_by_label("密码，再写一遍").fill(NEW)
    phone.get_by_role("button", name="用这个密码进来").click()
    phone.wait_for_url(HOME)
    other = new_browser().new_page()
    other.goto(path)
    expect(other.get_by_text("这个邀请已经用过了")).to_be_visible()

    page.goto("/members/?q=冯小丽")
    page.get_by_role("link", name="冯小丽").click()
    axe(page)
    shoot(page, "member")
    page.get_by_role("button", name="现在结束").click()
    expect(page.get_by_text("现在什么角色也没有")).to_be_visible()
    phone.goto("/people/")
    expect(phone.get_by_role("heading", name="这里都忘掉了")).to_be_visible()
    axe(phone)
    assert phone.context.cookies() == []
    phone.goto("/people/")
    expect(phone).to_have_url(re.compile("/sign-in/"))


def test_an_invited_member_may_come_in_with_a_passkey_alone(page: Page, login: Login, new_browser):
    path = invited(page, login, "李小川")
    phone, _tell = holding_a_key(new_browser())
    phone.goto(path)
    phone.get_by_label("用户名").fill("xiaochuan")
    phone.get_by_role("button", name="用通行密钥进来").click()
    phone.wait_for_url(HOME)
    phone.goto("/my-account/")
    expect(phone.get_by_text("用户名 xiaochuan。")).to_be_visible()
    expect(phone.get_by_role("link", name="设密码")).to_be_visible()
    sign_out(phone)
    phone.get_by_role("button", name="用通行密钥登录").click()
    phone.wait_for_url(HOME)


def test_a_phone_that_is_told_to_forget_keeps_nothing(new_browser, accounts):
    account = account_of(accounts, "building_lead")
    phone, desk = new_browser().new_page(), new_browser().new_page()
    sign_in(phone, account)
    phone.evaluate(LEAVE)
    assert phone.evaluate(LEFT) == {
        "local": "张秀英",
        "caches": ["canary"],
        "databases": ["canary"],
    }
    assert {cookie["name"] for cookie in phone.context.cookies()} >= {"sessionid", "sixin_device"}
    sign_in(desk, account)
    desk.goto("/my-account/")
    row = desk.locator("section", has_text="我的手机和电脑").locator("li", has_not_text="就是这里")
    row.get_by_role("button", name="让它忘掉").click()
    expect(desk.get_by_text("等它联网")).to_be_visible()
    phone.reload()
    expect(phone.get_by_role("heading", name="这里都忘掉了")).to_be_visible()
    assert phone.context.cookies() == []
    assert phone.evaluate(LEFT) == {"local": None, "caches": [], "databases": []}
    desk.reload()
    expect(desk.get_by_text("忘掉了")).to_be_visible()
    phone.goto("/")
    expect(phone).to_have_url(re.compile("/sign-in/"))


def test_sessions_are_ended_from_elsewhere(new_browser, accounts):
    account = account_of(accounts, "volunteer")
    phone, desk = new_browser().new_page(), new_browser().new_page()
    for page in (phone, desk):
        sign_in(page, account)
    desk.goto("/my-account/")
    desk.get_by_role("button", name="别处都退出").click()
    expect(desk.get_by_text("别处都已经退出了登录")).to_be_visible()
    phone.reload()
    expect(phone).to_have_url(re.compile("/sign-in/"))

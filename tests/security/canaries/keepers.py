"""What comes after the visits: searches, photos, new colleagues, and a person's rights."""

import io
import re
from dataclasses import dataclass

import requests
from PIL import Image

from sixin.site.entrance.tests.ways import digits
from tests.security.canaries.desk import Desk
from tests.security.canaries.flock import NAME, Flock
from tests.security.canaries.setting_up import GRID, PASSWORD

PHOTOS = re.compile(r"/hazards/[0-9a-f-]{36}/photos/")
PHOTO = re.compile(r"/photos/[0-9a-f-]{36}/")
RIGHTS = re.compile(r"/rights/[0-9a-f-]{36}/")
SECRET = re.compile(r'class="secret"[^>]*>\s*([A-Z2-7]+)')
CODES = re.compile(r"\b[0-9a-f]{8}\b")


@dataclass
class Keepers:
    """Three desks of one community: li's, the lead's, and the officer's for data protection."""

    flock: Flock
    li: Desk
    lead: Desk
    officer: Desk

    def lived(self, people: list[str]) -> None:
        """Everything. people: ids of those who have a hazard."""
        self.search()
        self.photograph(people[0])
        for desk, username in ((self.lead, "sun-lead"), (self.officer, "qian-officer")):
            self.come_in_twice(desk, username)
        self.invite()
        self.hand_over()
        self.erase()
        for desk in (self.lead, self.officer):
            for address in ("/", "/members/", "/audit/", "/rights/", "/retention/", "/my-account/"):
                desk.get(address)
        self.read_the_trail()

    def search(self) -> None:
        """For those who are there and those who are not, everywhere one can."""
        known = [self.flock.kinds[kind][0] for kind in (NAME, "phone", "id_number")]
        unknown = [self.flock.words("searched"), self.flock.phone("searched")]
        for text in (*known, *unknown, self.flock.id_number("searched")):
            assert self.li.post("/search/", [("q", text)]).status_code == 200
            for page in ("/people/", "/due/"):
                assert self.li.post(page, [("q", text)]).status_code == 200
        # As an old link or a hand would write it: the answer goes on to an address without it.
        assert self.li.get("/people/", params={"q": "王"}).status_code == 200

    def photograph(self, pk: str) -> None:
        """A photo with words in it that cameras write, under a name of somebody's."""
        self.li.fill(
            f"/people/{pk}/edit/consent/", purpose="photo", way="spoken", given_on="2026-11-20"
        )
        page = found(PHOTOS, self.li.get(f"/people/{pk}/"))
        picture = _picture(self.flock.latin("words in a photo"))
        answer = self.li.fill(
            page, files={"picture": (f"{self.flock.words('file name')}.jpg", picture)}
        )
        assert answer.status_code == 200
        shown = self.li.get(found(PHOTO, answer))
        assert shown.headers["Content-Type"] == "image/jpeg"
        broken = self.flock.words("broken file").encode()
        assert self.li.fill(page, files={"picture": ("x.jpg", broken)}).status_code != 500

    def come_in_twice(self, desk: Desk, username: str) -> None:
        """With a password, and an app that shows six digits, set up on the way."""
        desk.sign_in(username, PASSWORD)
        page = desk.get("/my-account/codes/")
        secret = SECRET.search(page.text)
        assert secret, page.text[-2000:]
        self.flock.keep("second step", secret[1])
        # Each showing makes a new secret, so the page is not asked for again.
        shown = desk.post("/my-account/codes/", [("code", digits(secret[1]))])
        codes = CODES.findall(shown.text)
        assert codes
        for code in set(codes):
            self.flock.keep("recovery code", code)

    def invite(self) -> None:
        """A colleague comes, by a code that is read from a screen."""
        page = self.lead.fill(
            "/members/new/", name=self.flock.name(), role="grid_worker", area=GRID
        )
        code = found(re.compile(r"/join/[A-Za-z0-9_-]+/"), page)
        self.flock.keep("invitation", code.split("/")[2])
        password = self.flock.words("password")
        new = Desk(self.lead.url)
        new.fill(code, username="xin-grid", password1=password, password2=password)
        assert new.get("/people/").status_code == 200

    def hand_over(self) -> None:
        """Somebody's whole record, as a document and as JSON."""
        page = self._looked_up(self.flock.kinds[NAME][1])
        for form in ("pdf", "json"):
            said = {"form": form, "because": self.flock.words("ground")}
            taken = self.officer.fill(page, **said)
            assert taken.headers["Content-Type"] == f"application/{form}"

    def erase(self) -> None:
        """Another's, and then her name stands nowhere."""
        gone = self.flock.kinds[NAME].pop(2)
        page = f"{self._looked_up(gone)}erase/"
        why = {"ground": "asked", "because": self.flock.words("ground")}
        self.officer.fill(page, **why)
        self.officer.post(page, [*why.items(), ("step", "sure"), ("sure", "on")])
        assert self.officer.get(page).status_code == 404
        self.flock.keep("erased name", gone)

    def read_the_trail(self) -> None:
        """All of it, and a copy."""
        assert self.officer.get("/audit/").status_code == 200
        assert self.officer.fill("/audit/export/", why="report").status_code == 200

    def _looked_up(self, name: str) -> str:
        because = self.flock.words("ground")
        return found(RIGHTS, self.officer.fill("/rights/", text=name, because=because))


def found(pattern: re.Pattern[str], page: requests.Response) -> str:
    """The first address of this shape on the page."""
    match = pattern.search(page.text)
    assert match, f"{page.url} ({page.status_code}) leads to no {pattern.pattern}"
    return match[0]


def _picture(words: str) -> bytes:
    """A photo whose EXIF carries words."""
    exif = Image.Exif()
    exif[0x010E] = exif[0x9286] = words
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "#8a6").save(out, "JPEG", exif=exif)
    return out.getvalue()

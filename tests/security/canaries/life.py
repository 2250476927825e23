"""Enters the canaries as people do, right and wrong: rosters, forms, visits, searches, mistakes."""

import io
import re
import time
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import requests
from openpyxl import Workbook

from sixin.base import clock
from tests.cast.forms import Form, Page
from tests.security.canaries.desk import Desk
from tests.security.canaries.flock import Flock
from tests.security.canaries.setting_up import GRID, PASSWORD

PATIENCE = 60.0  # seconds for the worker
HEADER = ["姓名", "身份证号", "出生日期", "联系电话", "家庭住址", "备注", "联系人", "联系人电话",
          "宗教信仰", "无名的一列"]  # fmt: skip
PERSON = re.compile(r"/people/([0-9a-f-]{36})/")
DAY = "2026-11-20"


@dataclass
class Life:
    """One desk, and all that is entered there."""

    flock: Flock
    desk: Desk

    def lived(self) -> list[str]:
        """Everything, in the order in which it happens. Returns ids of those who were visited."""
        self.come_in()
        self.bring_rosters()
        people = self.people()
        self.mistype(people[0])
        self.register_by_hand()
        for pk in people[:6]:
            self.tell_more(pk)
            self.visit(pk)
        self.nobody_opens(people[7])
        self.merge()
        self.look_around(people)
        self.break_it()
        return people[:6]

    def come_in(self) -> None:
        """With wrong names and wrong passwords first."""
        for _try in range(4):
            self.desk.sign_in(
                self.flock.latin("typed user name"), self.flock.latin("typed password")
            )
        self.desk.sign_in(self.flock.name("typed user name"), self.flock.words("typed password"))
        assert "/sign-in/" not in self.desk.sign_in("li-desk", PASSWORD).url

    def bring_rosters(self) -> None:
        """One of good rows and bad ones, taken over; one that is given up; one that is broken."""
        good = [self._good() for _n in range(24)]
        rows = good + [self._bad(n) for n in range(8)]
        page = self._bring(_workbook(rows), self.flock.name("file name"))
        for kind in ("problems", "notices", "columns", "rows"):
            self.desk.get(f"{page}?show={kind}")
        for download in ("report.json", "marked.xlsx"):
            assert self.desk.get(f"{page}{download}").status_code == 200
        self.desk.fill(page, mode="valid")
        self._until(page, "duplicates")
        twins = [[row[0], "", "1941", row[3], *self._good()[4:]] for row in good[:2]]
        page = self._bring(_workbook(twins), self.flock.words("file name"))
        self.desk.fill(page, mode="valid")
        self._until(page, "duplicates")
        page = self._bring(_workbook([self._good()]), self.flock.words("file name"))
        self.desk.post(f"{page}give-up/", [])
        self.desk.get("/imports/")
        broken = self.flock.words("broken file")
        self._send(f"{broken}.xlsx", b"PK\x03\x04" + broken.encode())
        self._send(
            f"{broken}.csv", f"姓名,电话\n{self.flock.words('broken file')}".encode("utf-16-be")
        )

    def people(self) -> list[str]:
        """Ids of those on the list."""
        found = list(dict.fromkeys(PERSON.findall(self.desk.get("/people/").text)))
        assert len(found) >= 20
        return found

    def mistype(self, pk: str) -> None:
        """What forms refuse, and what is asked of what is not there."""
        for path, said in [
            ("/people/new/", {"name": self.flock.name("refused name"), "id_number": f"{self.flock.id_number('refused')}9"}),
            (f"/people/{pk}/edit/phone/", {"phone": self.flock.words("refused")}),
            (f"/people/{pk}/edit/door/", {"address": self.flock.words("refused") * 60}),
            (f"/people/{pk}/edit/contact/", {"name": self.flock.name("refused"), "phone": self.flock.words("refused")}),
            (f"/people/{pk}/edit/note/", {"note": self.flock.words("refused") * 2000}),
        ]:  # fmt: skip
            self.desk.fill(path, **said)
        self.desk.post(f"/people/{UUID(int=7)}/edit/note/", [("note", self.flock.words("refused"))])
        self.desk.post("/imports/", [("community", self.flock.words("refused"))])

    def register_by_hand(self) -> None:
        """Two people, by the form."""
        for _n in range(2):
            self._register(self.flock.name(), self.flock.id_number(), self.flock.phone())

    def tell_more(self, pk: str) -> None:
        """Contacts, a consent, a tag, a note, another door, another number."""
        edit, flock = f"/people/{pk}/edit/", self.flock
        done = [
            self.desk.fill(f"{edit}contact/", name=flock.name("contact name"), phone=flock.phone("contact phone"),
                           place=flock.words("contact place"), relation="女儿"),
            self.desk.fill(f"{edit}consent/", purpose="family_notice", way="spoken", given_on=DAY,
                           scope=flock.words("consent scope"), guardian=flock.name("guardian")),
            self.desk.fill(f"{edit}tag/", tag="chronic", since=DAY, source="self", evidence=flock.words("evidence")),
            self.desk.fill(f"{edit}note/", note=flock.words("note")),
            self.desk.fill(f"{edit}note/", note=flock.words("note")),
            self.desk.fill(f"{edit}door/", address=flock.address()),
            self.desk.fill(f"{edit}phone/", phone=flock.phone()),
            self.desk.fill(f"/people/{pk}/reveal/?field=phone", why="other", words=flock.words("reason to reveal")),
        ]  # fmt: skip
        assert [str(answer.url) for answer in done if answer.status_code != 200] == []

    def visit(self, pk: str) -> None:
        """She was met, with a hazard and a certification; and it is undone for every other."""
        flock = self.flock
        answer = self.desk.fill(
            f"/people/{pk}/visit/", outcome="completed", wellbeing="fair", note=flock.words("visit note"),
            hazard_gas="hose", hazard_note=flock.words("hazard note"), certified_pension="on",
            certified_pension_receipt=flock.latin("receipt"),
        )  # fmt: skip
        assert answer.status_code == 200

    def nobody_opens(self, pk: str) -> None:
        """Twice nobody opened: somebody must be found, with steps and an outcome in words."""
        alone = {"tag": "living_alone", "since": "2025-01-01", "source": "self"}
        self.desk.fill(f"/people/{pk}/edit/tag/", evidence=self.flock.words("evidence"), **alone)
        for days in (2, 1):
            day = f"{clock.today() - timedelta(days=days)}"
            said = {"outcome": "no_answer", "note": self.flock.words("visit note"), "day": day}
            self.desk.fill(f"/people/{pk}/visit/", time="09:30", **said)
        page = self.desk.get(f"/people/{pk}/follow-up/").url
        self.desk.fill(page, step="neighbour", note=self.flock.words("follow-up note"))
        self.desk.fill(page, outcome=self.flock.words("follow-up outcome"))

    def merge(self) -> None:
        """The same people twice: taken for one, and apart again."""
        pairs = sorted(set(re.findall(r"/duplicates/\d+/", self.desk.get("/duplicates/").text)))
        assert pairs
        for page in pairs:
            form = _with(self.desk.get(page).text, "keep")
            self.desk.post(page, [*form.sent(), ("keep", "first")])
        merges = re.findall(
            r"/duplicates/merges/[0-9a-f-]+/undo/", self.desk.get("/duplicates/").text
        )
        assert merges
        self.desk.post(merges[0], [])

    def look_around(self, people: list[str]) -> None:
        """Pages and tables that hold them; tables that leave."""
        for pk in people[:8]:
            self.desk.get(f"/people/{pk}/")
            self.desk.get(f"/people/{pk}/edit/")
        for address in (
            "/",
            "/due/",
            "/rounds/",
            "/imports/",
            "/duplicates/",
            "/healthz",
            "/metrics",
        ):
            self.desk.get(address)
        said = {"why": "other", "words": self.flock.words("reason to export")}
        assert self.desk.fill("/people/export/", **said).status_code == 200

    def break_it(self) -> None:
        """A page and a job fail with values in hand."""
        said = self.flock.words("in an error")
        assert self.desk.post("/fails/", [("said", said)]).status_code == 500
        assert (
            self.desk.post("/fails/", [("said", self.flock.name("in an error"))]).status_code == 500
        )

    def _register(self, name: str, id_number: str, phone: str) -> None:
        answer = self.desk.fill(
            "/people/new/", name=name, id_number=id_number, birth="" if id_number else "1941-03-05",
            phone=phone, address=self.flock.address(), area=GRID,
        )  # fmt: skip
        assert PERSON.search(answer.url), f"{answer.status_code} {answer.url}"

    def _good(self) -> list[str]:
        flock = self.flock
        return [flock.name(), flock.id_number(), "", flock.phone(), flock.address(), flock.words("note"),
                flock.name("contact name"), flock.phone("contact phone"), flock.words("refused column"),
                flock.words("unread column")]  # fmt: skip

    def _bad(self, number: int) -> list[str]:
        flock, row = self.flock, self._good()
        wrong = flock.id_number("refused")
        row[0] = flock.name("refused name")
        row[1] = wrong[:17] + ("0" if wrong[17] != "0" else "1")
        row[3] = flock.words("refused") if number % 2 else row[3]
        return row

    def _bring(self, content: bytes, name: str) -> str:
        """The address of the import, once it has been read."""
        page = self._send(f"{name}.xlsx", content).url
        assert "/imports/" in page
        self._until(page, "confirm/")
        return page

    def _send(self, name: str, content: bytes) -> requests.Response:
        return self.desk.fill("/imports/", files={"file": (name, content)})

    def _until(self, page: str, sign: str) -> None:
        until = time.monotonic() + PATIENCE
        while sign not in (seen := self.desk.get(page).text) or "working/" in seen:
            assert time.monotonic() < until, f"{page} waits in vain:\n{seen[-2000:]}"
            time.sleep(0.2)


def _workbook(rows: list[list[str]]) -> bytes:
    """A roster as an office sends it."""
    book, out = Workbook(), io.BytesIO()
    for row in (HEADER, *rows):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def _with(text: str, name: str) -> Form:
    """The form of a page that has this field."""
    return next(form for form in Page(text).forms if name in form.fields)

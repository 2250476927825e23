"""How the pages of visits, registers and figures are asked for."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from sixin.base import clock
from sixin.base.ids import uuid7
from sixin.registers.models import Member
from sixin.site.desk.imports import columns
from sixin.site.desk.imports.tests import rosters
from tests.matrix import pictures
from tests.matrix.asks import WHY, Args, Ask, of, own_visit, row, sent, typed
from tests.matrix.sides import Side

STOCK, FLOW = "people.elders", "visits.person_times"


def _own_photo(side: Side, by: Member) -> dict[str, Any]:
    return {"pk": side.own_photo(by).pk}


def _visit(_side: Side, _by: Member) -> dict[str, Any]:
    now = clock.now() - timedelta(minutes=1)
    return {"id": str(uuid7()), "outcome": "completed", "wellbeing": "good", "mode": "home",
            "day": f"{now:%Y-%m-%d}", "time": f"{now:%H:%M}"}  # fmt: skip


def _new_round(side: Side, _by: Member) -> dict[str, Any]:
    day = clock.today()
    return {"step": "save", "person": str(side.people["sought"].pk), "name": "一轮",
            "first_day": day, "last_day": day}  # fmt: skip


def _new_import(side: Side, _by: Member) -> dict[str, Any]:
    file = rosters.upload(rosters.workbook(rosters.ZHANG))
    return {"community": side.areas["community"].pk, "file": file}


def _new_briefing(side: Side, _by: Member) -> dict[str, Any]:
    day = clock.today()
    return {"area": side.areas["grid"].code, "first": day.replace(month=1, day=1), "last": day}


def _merging(side: Side, _by: Member) -> dict[str, Any]:
    facts = ("name", "id_number", "birth_date", "phone")
    return {"decision": "merge", "keep": "first"} | dict.fromkeys(facts, "first")


def _columns(side: Side, _by: Member) -> dict[str, Any]:
    (sheet,) = side.rows["import"].report["sheets"]
    read = {f"c{one['index']}": columns.shown(one["field"]) for one in sheet["columns"]}
    return {"sheet": sheet["sheet"], **read}


def _picture(_side: Side, _by: Member) -> dict[str, Any]:
    return {"picture": SimpleUploadedFile("门口.jpg", pictures.jpeg("blue"), "image/jpeg")}


VISITS: dict[str, Ask] = {
    "GET due": Ask(area=True),
    "GET due · on paper": Ask(area=True, query={"print": "1"}),
    "POST due": Ask(area=True, data=typed),
    "POST due · on paper": Ask(area=True, query={"print": "1"}, data=WHY),
    "GET rounds": Ask(),
    "POST round-new": Ask(data=_new_round, sent_ids=("person",)),
    "GET round": row("round"),
    "GET round · on paper": row("round", query={"print": "1"}),
    "POST round": row("round"),
    "POST round · on paper": row("round", query={"print": "1"}, data=WHY),
    "GET round-stop": row("stop"),
    "POST round-stop": row("stop", data=sent(step="assign")),
    "POST round-stop · somebody goes": Ask(
        lambda side, _by: {"pk": side.rows["stop"].pk},
        data=lambda side, _by: {"step": "assign", "members": str(side.desk.pk)},
        sent_ids=("members",),
    ),
    "POST round-stop · taken off": row("stop", data=sent(step="cancel", because="出门了")),
    "POST round-put-back": row("taken_off"),
    "GET record-visit": of("met"),
    "GET record-visit · with its id": of("met", query={"visit": str(uuid7())}),
    "POST record-visit": of("met", _visit),
    "GET follow-up-of": of("sought"),
    "POST visit-undo": Ask(own_visit("pk"), ("pk",)),
    "POST visit-undo · a colleague's": row("visit"),
    "GET follow-up": row("follow_up"),
    "POST follow-up": row("follow_up", data=sent(step="neighbour", note="在女儿家")),
    "POST follow-up · closed": row("follow_up", data=sent(outcome="在女儿家，都好")),
    "GET hazard-photos": row("hazard"),
    "POST hazard-photos": row("hazard", data=_picture),
    "GET photo": row("photo"),
    "POST photo-remove": row("photo"),
    "POST photo-remove · one's own": Ask(_own_photo, ("pk",)),
}
REGISTERS: dict[str, Ask] = {
    "GET imports": Ask(),
    "POST imports": Ask(data=_new_import, sent_ids=("community",)),
    "GET import-example": Ask(),
    "GET import": row("import"),
    "GET import-working": row("import"),
    "POST import-columns": row("import", data=_columns),
    "POST import-confirm": row("import", data=sent(mode="valid")),
    "POST import-again": row("failed"),
    "POST import-give-up": row("import"),
    "GET import-report": row("import"),
    "POST import-report": row("import", data=WHY),
    "GET import-marked": row("import"),
    "POST import-marked": row("import", data=WHY),
    "GET duplicates": Ask(area=True),
    "GET duplicates · merged": Ask(area=True, query={"state": "merged"}),
    "POST duplicates": Ask(area=True, data=typed),
    "GET duplicate": row("pair"),
    "POST duplicate · two people": row("pair", data=sent(decision="apart")),
    "POST duplicate · merged": row("pair", data=_merging),
    "POST duplicate-again": row("apart"),
    "POST duplicate-undo": row("merge"),
}


def _figure(code: str, data: Args | None = None) -> Ask:
    return Ask(lambda _s, _b: {"code": code}, area=True, data=data)


FIGURES: dict[str, Ask] = {
    "GET figures": Ask(area=True),
    "GET figure · people": _figure(STOCK),
    "GET figure · records": _figure(FLOW),
    "GET figure-value": _figure(STOCK),
    "GET figure-csv · people": _figure(STOCK),
    "GET figure-csv · records": _figure(FLOW),
    "POST figure-csv · people": _figure(STOCK, WHY),
    "POST figure-csv · records": _figure(FLOW, WHY),
    "GET figure-excel · people": _figure(STOCK),
    "GET figure-excel · records": _figure(FLOW),
    "POST figure-excel · people": _figure(STOCK, WHY),
    "POST figure-excel · records": _figure(FLOW, WHY),
    "GET briefings": Ask(),
    "POST briefings": Ask(data=_new_briefing, sent_ids=("area",)),
    "GET briefing": row("briefing"),
    "GET briefing · of the grid": row("grid briefing"),
    "GET briefing-figure · of the grid": row("grid briefing", args={"code": STOCK}),
    "GET briefing-figure · people": row("briefing", args={"code": STOCK}),
    "GET briefing-figure · records": row("briefing", args={"code": FLOW}),
    "GET briefing-word": row("briefing"),
    "GET briefing-pdf": row("briefing"),
    "GET api-page": Ask(),
    "GET api:api-root": Ask(),
    "POST api:api-root": Ask(),
    "GET api:openapi-json": Ask(),
    "POST api:openapi-json": Ask(),
    "GET api:areas": Ask(),
    "GET api:figures": Ask(area=True),
    "GET api:records · people": _figure(STOCK),
    "GET api:records · records": _figure(FLOW),
    "GET rules": Ask(area=True),
}

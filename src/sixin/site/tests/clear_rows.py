"""Rows as they were before columns were sealed, each with a word that must not be found afterwards.

Run in processes of their own: `python -c "from sixin.site.tests import clear_rows; clear_rows.fill()"`.
"""

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

BEFORE = {
    "rulebook": "0001_initial",
    "registers": "0005_consent_until",
    "visits": "0002_follow_ups_reopen",
    "hazards": "0002_withdrawn_hazards",
    "certifications": "0001_initial",
    "volunteers": "0001_initial",
}
WHEN, DAY = datetime(2026, 11, 23, tzinfo=UTC), date(2026, 11, 23)
# (model, column): what it held. "kanari" stands in each, so that one word finds any of them.
HELD: dict[tuple[str, str], Any] = {
    ("registers.Person", "id_number"): "kanari-1",
    ("registers.Person", "phone"): "kanari-2",
    ("registers.Person", "note"): "kanari-3 耳朵背",
    ("registers.Household", "door"): "kanari-4",
    ("registers.Household", "address"): "kanari-5 3号楼",
    ("registers.Household", "number"): "kanari-6",
    ("registers.Contact", "name"): "kanari-7",
    ("registers.Contact", "phone"): "kanari-8",
    ("registers.Contact", "place"): "kanari-9",
    ("registers.Member", "phone"): "kanari-10",
    ("registers.Partner", "contact_name"): "kanari-11",
    ("registers.Partner", "phone"): "kanari-12",
    ("registers.Consent", "scope"): "kanari-13",
    ("registers.Consent", "guardian"): "kanari-14",
    ("registers.PersonTag", "evidence"): "kanari-15",
    ("registers.Merge", "before"): {"before": {"phone": "kanari-16"}, "n": [1, None]},
    ("registers.RosterImport", "file_name"): "kanari-17.xlsx",
    ("registers.RosterImport", "mapping"): {"表": {"0": "kanari-18"}},
    ("registers.RosterImport", "report"): {"sheets": ["kanari-19"]},
    ("registers.RosterImport", "sentence"): "kanari-20",
    ("visits.Visit", "wellbeing"): "watch",
    ("visits.Visit", "seen"): {"health": "kanari-21"},
    ("visits.Visit", "needs"): ["kanari-22"],
    ("visits.Visit", "note"): "kanari-23",
    ("visits.Visit", "cancelled_because"): "kanari-24",
    ("visits.FollowUp", "outcome"): "kanari-25",
    ("visits.FollowUpStep", "note"): "kanari-26",
    ("hazards.Hazard", "note"): "kanari-27",
    ("certifications.Certification", "receipt_number"): "kanari-28",
    ("volunteers.Service", "confirmed_by"): "kanari-29",
}


def fill() -> None:
    """Migrate to where everything was in clear, and make a row of each kind; MORE people beside."""
    from sixin.base.crypto import keyring
    from sixin.site import cli

    cli.start()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    keyring.make()
    for app, name in BEFORE.items():
        call_command("migrate", app, name, verbosity=0)
    state = MigrationExecutor(connection).loader.project_state(list(BEFORE.items()))
    _rows(state.apps.get_model, int(os.environ.get("MORE", "0")))


def _rows(model_of: Any, more: int) -> None:
    def make(model: str, /, **known: Any) -> Any:
        held = {column: value for (one, column), value in HELD.items() if one == model}
        return model_of(model).objects.create(**held | known)

    user = model_of("auth.User").objects.create(username="li")
    area = make("registers.Area", name="x", level="grid", code="1", path="0001", depth=1)
    member = make("registers.Member", user=user, name="李伟")
    home = make("registers.Household", area=area)
    her = {"area": area, "household": home, "registered_on": DAY}
    person = make("registers.Person", name="张秀英", **her)
    other = make("registers.Person", name="王张氏", **her, id_number=None, phone="", note="")
    make("registers.Contact", person=person)
    make("registers.Partner", area=area, name="超市")
    make("registers.Consent", person=person, purpose="photo", given_on=DAY, way="spoken")
    make("registers.PersonTag", person=person, tag="chronic", since=DAY, source="self")
    make("registers.Merge", kept=person, merged=other, merged_by=member, merged_at=WHEN)
    make("registers.RosterImport", community=area, file="x", created_by=member, created_at=WHEN)
    visit = make("visits.Visit", person=person)
    follow = make("visits.FollowUp", person=person, because_of=visit, opened_at=WHEN)
    make("visits.FollowUpStep", follow_up=follow, step="child", taken_at=WHEN, taken_by=member)
    make("hazards.Hazard", person=person, area=area, kind="gas", item="hose", reported_by=member,
         reported_at=WHEN)  # fmt: skip
    make("certifications.Certification", person=person, benefit="pension", channel="home",
         done_on=DAY, record=uuid4(), recorded_by=member, recorded_at=WHEN)  # fmt: skip
    make("volunteers.Service", person=person, kind="errand", place="home", served_at=WHEN,
         minutes=30, record=uuid4())  # fmt: skip
    crowd = model_of("registers.Person")
    crowd.objects.bulk_create(
        crowd(area=area, name="马", registered_on=DAY, phone=f"kanari-m{n}") for n in range(more)
    )


def tell() -> None:
    """Print what the columns hold now, and what the database's files hold of the old words."""
    from sixin.site import cli

    cli.start()
    from django.apps import apps

    held = {
        f"{model}.{column}": apps.get_model(model).objects.order_by("pk").values_list(
            column, flat=True
        )[0]
        for model, column in HELD
    }  # fmt: skip
    people = apps.get_model("registers.Person").objects
    print(json.dumps({
        "held": held,
        "nothing": list(people.filter(name="王张氏").values_list("id_number", "phone", "note")),
        "crowd": sorted(people.filter(name="马").values_list("phone", flat=True)),
        "found": people.get(phone="kanari-2", id_number="kanari-1").name,
        "in clear": in_files(b"kanari"),
    }))  # fmt: skip


def in_files(word: bytes) -> list[str]:
    """The files of the database in which a word stands in clear."""
    from django.conf import settings
    from django.db import connection

    if connection.vendor == "sqlite":
        name = str(settings.DATABASES["default"]["NAME"])
        files = [Path(name + more) for more in ("", "-wal", "-shm")]
        return [path.name for path in files if path.exists() and word in path.read_bytes()]
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 't', 'i') AND relfilenode <> 0"
            " AND relnamespace NOT IN (SELECT oid FROM pg_namespace WHERE nspname = 'pg_catalog')"
            " AND position(%s IN pg_read_binary_file(pg_relation_filepath(oid))) > 0",
            [word],
        )
        return [name for (name,) in cursor.fetchall()]

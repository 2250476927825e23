"""A desk to sit at, and a worker that does what was left for it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.cache import caches
from django.test import Client
from django_tasks_db.models import DBTaskResult

from sixin.registers.models import Area, Member, RosterImport
from sixin.site.desk.imports.tests import rosters

Bring = Callable[..., RosterImport]


@pytest.fixture(autouse=True)
def _files(settings: object, tmp_path: Path) -> None:
    """Files of one test in a folder of its own; nothing told by an earlier one."""
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]
    caches["progress"].clear()


@pytest.fixture
def sit() -> Callable[[Member], Client]:
    """`sit(member)`: a browser in which this member is signed in."""

    def at(member: Member) -> Client:
        client = Client()
        client.force_login(member.user)
        return client

    return at


@pytest.fixture
def desk(sit: Callable[[Member], Client], li_wei: Member) -> Client:
    """李伟 at his desk."""
    return sit(li_wei)


@pytest.fixture
def work(db: None) -> Callable[[], int]:
    """`work()`: do every job that waits, as a worker would; how many there were."""

    def done() -> int:
        jobs = list(DBTaskResult.objects.filter(status="READY"))
        for job in jobs:
            job.task.func(*job.args_kwargs["args"], **job.args_kwargs["kwargs"])
            job.delete()
        return len(jobs)

    return done


@pytest.fixture
def bring(desk: Client, community: Area, work: Callable[[], int]) -> Bring:
    """`bring(*rows)`: upload a roster with these rows and have it read."""

    def brought(*rows: list[object], content: bytes = b"") -> RosterImport:
        file = rosters.upload(content or rosters.workbook(*rows))
        desk.post("/imports/", {"community": community.pk, "file": file})
        work()
        return RosterImport.objects.latest("created_at")

    return brought

"""Import of a roster: `python3 run.py bench import_roster [--rows N]`.

100,000 people in a workbook of 15 columns, imported into an empty community of nine grids, then the
same file again. The baseline is the least work for the same rows: python-calamine reads them and
one executemany puts them into one plain table.
"""

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter
from stdnum.cn import ric

from bench import instance

HEADER = [
    "序号", "姓名", "性别", "身份证号", "出生日期", "联系电话", "家庭住址", "所属网格", "人员类别",
    "独居", "低保", "联系人", "联系人电话", "与老人关系", "备注",
]  # fmt: skip
SURNAMES, GIVEN = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗",
    "秀英桂兰玉珍淑华建国志强明德福生文海春梅",
)
GRIDS = "一二三四五六七八九"
CODE = "632801001999"


def main() -> None:
    """Make the workbook, import it twice, and print times beside the plain reading and writing."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--make", type=Path, help="only make the workbook")
    asked = parser.parse_args()
    if asked.make:
        make(asked.make, asked.rows)
        return
    with tempfile.TemporaryDirectory(prefix="sixin-bench-") as folder, instance.fresh():
        file = Path(folder) / "roster.xlsx"
        # In a process of its own, so that making the file does not count as memory of the import.
        command = [sys.executable, "-m", "bench.import_roster", "--rows", str(asked.rows)]
        subprocess.run([*command, "--make", str(file)], check=True)
        _measure(file, asked.rows)


def make(file: Path, rows: int) -> None:
    """Write a roster of invented people, the same ones every time."""
    chance = random.Random(1)
    book = xlsxwriter.Workbook(str(file), {"constant_memory": True})
    sheet = book.add_worksheet("台账")
    sheet.write_row(0, 0, ["育红巷社区老年人台账"])
    sheet.write_row(1, 0, HEADER)
    for number in range(rows):
        sheet.write_row(number + 2, 0, _row(chance, number))
    book.close()


def _row(chance: random.Random, number: int) -> list[object]:
    born = date(1930, 1, 1) + timedelta(days=number % 11_000)
    core = f"632801{born:%Y%m%d}{number // 11_000 * 50 + chance.randrange(50):03}"
    # A building belongs to a grid: 40 of them, five entrances, six floors, three doors.
    building = chance.randrange(360)
    door = f"{chance.randrange(1, 6)}单元{chance.randrange(1, 7)}0{chance.randrange(1, 4)}"
    return [
        number + 1, _name(chance), "女男"[int(core[16]) % 2], core + ric.calc_check_digit(core + "0"),
        f"{born:%Y.%m.%d}", f"139{chance.randrange(10**8):08}", f"{building + 1}号楼{door}",
        f"第{GRIDS[building // 40]}网格", chance.choice(["", "独居", "空巢、低保", "残疾", "失能"]),
        chance.choice(["是", "否", ""]), chance.choice(["√", ""]), _name(chance),
        f"138{chance.randrange(10**8):08}", chance.choice(["儿子", "女儿"]),
        chance.choice(["", "", "腿脚不便"]),
    ]  # fmt: skip


def _name(chance: random.Random) -> str:
    return chance.choice(SURNAMES) + chance.choice(GIVEN) + chance.choice(GIVEN)


def _measure(file: Path, rows: int) -> None:
    from sixin.base import clock
    from sixin.registers.models import Area
    from sixin.registers.roster import actions

    _make_community()
    community = Area.objects.get(code=CODE)
    for title in ("first time", "again"):
        began, worked = time.perf_counter(), time.process_time()
        report = actions.apply(file=file, community=community, by=None, now=clock.now())
        took, worked = time.perf_counter() - began, time.process_time() - worked
        print(
            f"{title}: {rows} rows in {took:.1f} s ({worked:.1f} s of one core), "
            f"{rows / took:,.0f} rows/s, peak {_peak()} MB; "
            f"created {report.created}, updated {report.updated}, unchanged {report.unchanged}, "
            f"rejected {report.rejected}"
        )
        if title == "first time":
            first = took
    plain = _plain(file)
    print(f"plain calamine and one executemany: {plain:.1f} s, {rows / plain:,.0f} rows/s")
    print(f"ratio: {first / plain:.1f}")


def _make_community() -> None:
    from sixin.registers.actions import enrolling

    known = {"valid_from": date(2026, 1, 1), "source": "bench"}
    enrolling.add_area(code=CODE, name="育红巷社区", level="community", **known)
    for number, word in enumerate(GRIDS, 1):
        enrolling.add_area(code=f"{CODE}{number:03}", name=f"第{word}网格", level="grid", **known)


def _plain(file: Path) -> float:
    """Seconds for the least that could be done: read, and put every row into one table."""
    from django.db import connection, transaction
    from python_calamine import CalamineWorkbook

    columns = ", ".join(f"c{n} text" for n in range(len(HEADER)))
    marks = ", ".join(["%s"] * len(HEADER))
    began = time.perf_counter()
    rows = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()[2:]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bench_plain ({columns})")
        cursor.executemany(f"INSERT INTO bench_plain VALUES ({marks})", rows)
    return time.perf_counter() - began


def _peak() -> int:
    """The most memory this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()

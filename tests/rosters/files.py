"""Encodings, delimiters, names that lie: what the file is."""

from tests.rosters.making import FOUR, HEADER, ZHANG, Case, names, text, xls, xlsx

PAGE = f"""<html><head><meta charset="utf-8"></head><body><table>
<tr><th colspan="3">育红巷社区台账</th></tr>
<tr><th>姓名</th><th>身份证号</th><th>住址</th></tr>
<tr><td>张秀英</td><td>{ZHANG}</td><td rowspan="2">3号楼2单元501</td></tr>
<tr><td>王建国<td>{FOUR[1][1]}</tr>
</table></body></html>"""
PEOPLE = ["王建国", "张秀英", "马桂兰", "李文明"]

CASES = [
    Case("UTF-8", "台账.csv", text([HEADER, *FOUR]), rows=4, created=4, looks=names, people=PEOPLE),
    Case(
        "UTF-8 with a BOM and semicolons",
        "台账.csv",
        text([HEADER, *FOUR], encoding="utf-8-sig", delimiter=";"),
        rows=4,
        created=4,
        looks=names,
        people=PEOPLE,
    ),
    Case(
        "GB18030 with a rare character",
        "台账.csv",
        text([HEADER, *FOUR[:3], ["马㛃兰", *FOUR[3][1:]]], encoding="gb18030"),
        rows=4,
        created=4,
        looks=names,
        people=["王建国", "张秀英", "马㛃兰", "李文明"],
    ),
    Case(
        "UTF-16 with tabs, as Excel calls Unicode text",
        "台账.txt",
        text([HEADER, *FOUR], encoding="utf-16", delimiter="\t"),
        rows=4,
        created=4,
    ),
    Case(
        "quoted line breaks, numbers guarded from Excel, a two-row header",
        "台账.csv",
        text(
            [
                ["姓名", "身份证号", "家属", "", "住址"],
                ["", "", "姓名", "电话", ""],
                ["张\n秀英", f'="{ZHANG}"', "李敏", "\t13909771234", "3号楼2单元501"],
            ]
        ),
        rows=1,
        created=1,
        looks=lambda people: list(people.values_list("name", "id_number", "contacts__phone")),
        people=[("张秀英", ZHANG, "13909771234")],
    ),
    Case(
        "a web page that calls itself .xls",
        "导出.xls",
        PAGE.encode(),
        rows=2,
        created=2,
        notices=[("", 0, "", "导出.xls", "read_as_html")],
        looks=lambda people: sorted(people.values_list("name", "household__address")),
        people=[("张秀英", "3号楼2单元501"), ("王建国", "3号楼2单元501")],
    ),
    Case(
        "an .xlsx that calls itself .xls",
        "台账.xls",
        xlsx([HEADER, *FOUR]),
        rows=4,
        created=4,
        notices=[("", 0, "", "台账.xls", "read_by_content")],
    ),
    Case(
        "an .xls that calls itself .csv",
        "台账.csv",
        xls([HEADER, *FOUR]),
        rows=4,
        created=4,
        notices=[("", 0, "", "台账.csv", "read_by_content")],
        looks=names,
        people=PEOPLE,
    ),
    Case("a workbook with nothing in it", "空.xlsx", xlsx([[]]), rows=0, created=0),
    Case(
        "a workbook that is no roster",
        "会议.xlsx",
        xlsx([["会议签到"], ["时间", "地点"], ["周一", "三楼"]]),
        rows=0,
        created=0,
        notices=[("老人", 0, "", "", "no_roster")],
    ),
]

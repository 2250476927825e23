"""Run in a data folder: two communities and those who work there."""

from datetime import date

from sixin.site import cli

SINCE = date(2025, 1, 1)
GRID = "632801001901001"
PASSWORD = "一句只在测试里用的话"
COMMUNITY = "632801001901"
COMMUNITIES = {COMMUNITY: "li-desk", "632801001902": "zhao-desk"}
OTHERS = {"sun-lead": "community_lead", "qian-officer": "data_protection"}


def main() -> None:
    """Make them, and one whom an export of the other community may name."""
    cli.start()
    from sixin.registers.actions import enrolling

    for code, desk in COMMUNITIES.items():
        place = {"valid_from": SINCE, "source": "测试"}
        community = enrolling.add_area(
            code=code, name=f"社区{code[-1]}", level="community", **place
        )
        grid = enrolling.add_area(code=f"{code}001", name="第一网格", level="grid", **place)
        work = {desk: "community_worker"} | (OTHERS if code == COMMUNITY else {})
        for username, role in work.items():
            enrolling.add_member(
                username=username, password=PASSWORD, name=username, role=role, area=community,
                since=SINCE,
            )  # fmt: skip
    enrolling.add_person(area=grid, name="邻里", registered_on=SINCE, birth_date=date(1940, 1, 1))


if __name__ == "__main__":
    main()

"""Lectures, clinics and festivals, with those who came."""

from datetime import date, timedelta
from random import Random

from sixin.base import clock
from sixin.site.demo import cast, targets, workdays
from sixin.site.demo.deeds import Session
from sixin.site.demo.elders import Elder

# Month, day, kind, title, place, partner's position in the cast.
_HEALTH = [
    (1, 9, "lecture", "冬季心脑血管健康讲座", "社区活动室", 1),
    (2, 4, "clinic", "节前义诊:量血压、测血糖", "社区日间照料室", 1),
    (3, 12, "lecture", "老年人合理用药讲座", "社区活动室", 0),
    (4, 16, "clinic", "春季义诊:眼科和听力", "社区日间照料室", 0),
    (5, 14, "lecture", "防跌倒与居家康复讲座", "社区活动室", 0),
    (6, 11, "clinic", "夏季义诊:骨关节", "3号楼前小广场", 0),
    (7, 16, "lecture", "高原夏季饮食与肠道健康", "社区活动室", 1),
    (8, 20, "clinic", "口腔义诊", "社区日间照料室", 0),
    (9, 17, "lecture", "认知障碍早知道", "社区活动室", 1),
    (10, 29, "clinic", "入冬义诊:呼吸与慢病复查", "社区日间照料室", 0),
]
_OTHERS = [
    (3, 5, "study", "手机课堂:打电话和看病挂号", "社区活动室", 9),
    (6, 8, "festival", "端午包粽子", "社区食堂", 2),
    (7, 23, "study", "防诈骗课:接到陌生来电怎么办", "社区活动室", 6),
    (9, 24, "festival", "中秋茶话会", "社区食堂", 10),
    (10, 17, "festival", "重阳节联欢", "社区活动室", 8),
    (11, 6, "study", "用电用气安全课", "社区活动室", 4),
]


def of_year(rng: Random, year: int, elders: list[Elder], today: date) -> list[Session]:
    """A year's events so far. Health sessions and who came to them add up to the year's targets."""
    wanted = targets.of_year(year, today)
    rows = [row for row in _OTHERS if date(year, row[0], row[1]) < today]
    found = [_session(rng, _day(year, row), row, elders, rng.randrange(22, 48)) for row in rows]
    days = _health_days(year, wanted.sessions, today)
    sizes = _shares(rng, wanted.attendances, len(days))
    for row, day, size in zip(_HEALTH, days, sizes, strict=False):
        found.append(_session(rng, day, row, elders, size))
    return found


def _health_days(year: int, count: int, today: date) -> list[date]:
    """The days of the list where they are over; else as many, spread over what there is of the year."""
    days = [_day(year, row) for row in _HEALTH[:count]]
    if not days or days[-1] < today:
        return days
    there = list(workdays.between(date(year, 1, 2), today - timedelta(1)))
    return [there[n * len(there) // count] for n in range(count)] if there else []


def _day(year: int, row: tuple[int, int, str, str, str, int]) -> date:
    return workdays.at_or_before(date(year, row[0], row[1]))


def _shares(rng: Random, total: int, parts: int) -> list[int]:
    """`total` in `parts` numbers that differ a little."""
    if not parts:
        return []
    shares = [total // parts + rng.randrange(-6, 7) for _ in range(parts)]
    shares[-1] += total - sum(shares)
    return shares


def _session(
    rng: Random,
    day: date,
    row: tuple[int, int, str, str, str, int],
    elders: list[Elder],
    size: int,
) -> Session:
    _month, _date, kind, title, place, partner = row
    able = [e for e in elders if _can_come(e, day)]
    # Some come to everything.
    keen = [e for e in able if e.key % 5 == 0]
    came = rng.sample(keen, min(size // 2, len(keen)))
    there = {elder.key for elder in came}
    came += rng.sample([e for e in able if e.key not in there], size - len(came))
    at = clock.at(day, rng.choice([9, 10, 15]), rng.choice([0, 30]))
    written = at + timedelta(hours=rng.randrange(2, 5), minutes=rng.randrange(60))
    return Session(
        at=at, written_at=written, by=rng.choice(["liwei", "maxiaoyun", "cairangcuo"]), kind=kind,
        title=title, place=place, minutes=rng.choice([60, 75, 90, 120]), came=came,
        members=["liwei", rng.choice(cast.volunteers())], partner=partner,
    )  # fmt: skip


def _can_come(elder: Elder, day: date) -> bool:
    here = elder.joins < day and not (elder.leaves and elder.leaves[0] <= day)
    return here and elder.age_on(day) < 86 and not {"disabled_care", "dementia"} & set(elder.tags)

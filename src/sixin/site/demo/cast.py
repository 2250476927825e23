"""Those who work for the community: thirty-two members, thirteen partners."""

from collections.abc import Iterator
from dataclasses import dataclass

from sixin.registers.models import RoleName


@dataclass(frozen=True, slots=True)
class Role:
    """An invented member. grids: places of the role; none: the whole community.

    signs_in: has a password in this demo.
    """

    username: str
    name: str
    role: RoleName
    grids: tuple[int, ...] = ()
    signs_in: bool = False


_WORKERS = [
    ("wangfang", "王芳"),
    ("majianying", "马建英"),
    ("liuyan", "刘艳"),
    ("qixiuhua", "祁秀花"),
    ("zhangxiaodong", "张晓东"),
    ("duojie", "多杰"),
    ("yangxuemei", "杨雪梅"),
    ("hanwenbin", "韩文斌"),
    ("wulantuya", "乌兰图雅"),
    ("chenhongxia", "陈红霞"),
    ("zhaolei", "赵磊"),
    ("lijuan", "李娟"),
]
_BUILDING_LEADS = [
    ("zhoujianhua", "周建华", 0),
    ("xuguilan", "徐桂兰", 0),
    ("baoshan", "鲍山", 3),
    ("maguozhong", "马国忠", 5),
    ("sunyumei", "孙玉梅", 7),
    ("heshengli", "何胜利", 10),
]
_VOLUNTEERS = [
    ("guoxin", "郭欣"),
    ("tianyuan", "田园"),
    ("caidan", "才旦"),
    ("fengtao", "冯涛"),
    ("yechunhua", "冶春花"),
]
PARTNERS = [
    ("格尔木市人民医院(演示)", "医院"),
    ("昆仑路卫生服务中心(演示)", "医院"),
    ("盐湖矿业公司党支部(演示)", "企业"),
    ("青藏铁路公司车务段(演示)", "企业"),
    ("国网格尔木供电公司(演示)", "企业"),
    ("天然气公司营业所(演示)", "企业"),
    ("昆仑路派出所(演示)", "机关"),
    ("昆仑路司法所(演示)", "机关"),
    ("市第三小学(演示)", "学校"),
    ("市职业技术学校(演示)", "学校"),
    ("农村商业银行昆仑路支行(演示)", "银行"),
    ("消防救援站(演示)", "机关"),
    ("阳光理发店(演示)", "商户"),
]


def worker_of(grid: int) -> str:
    """Username of the worker of that grid."""
    return _WORKERS[grid][0]


def colleagues_in(grid: int) -> list[str]:
    """Usernames of those who go along in that grid: leads of its buildings, volunteers, the desk."""
    leads = [username for username, _name, place in _BUILDING_LEADS if place == grid]
    return [*leads, *leads, *(username for username, _name in _VOLUNTEERS), "liwei", "maxiaoyun"]


def volunteers() -> list[str]:
    """Usernames of the volunteers."""
    return [username for username, _name in _VOLUNTEERS]


def members() -> Iterator[Role]:
    """Everybody, those with passwords first in their role."""
    yield Role("zhaohaiyan", "赵海燕", RoleName.COMMUNITY_LEAD, signs_in=True)
    yield Role("hailing", "海玲", RoleName.DATA_PROTECTION, signs_in=True)
    yield Role("liwei", "李伟", RoleName.COMMUNITY_WORKER, signs_in=True)
    yield Role("maxiaoyun", "马晓云", RoleName.COMMUNITY_WORKER)
    yield Role("cairangcuo", "才让措", RoleName.COMMUNITY_WORKER)
    yield Role("chenjianming", "陈建明", RoleName.GRID_LEAD, (0, 1, 2, 3), signs_in=True)
    yield Role("qiyongmei", "祁永梅", RoleName.GRID_LEAD, (4, 5, 6, 7))
    yield Role("hanzhiqiang", "韩志强", RoleName.GRID_LEAD, (8, 9, 10, 11))
    for grid, (username, name) in enumerate(_WORKERS):
        yield Role(username, name, RoleName.GRID_WORKER, (grid,), signs_in=grid < 2)
    for place, (username, name, grid) in enumerate(_BUILDING_LEADS):
        yield Role(username, name, RoleName.BUILDING_LEAD, (grid,), signs_in=place == 0)
    for place, (username, name) in enumerate(_VOLUNTEERS):
        yield Role(username, name, RoleName.VOLUNTEER, signs_in=place == 0)
    yield Role("dinglixin", "丁立新", RoleName.SYSTEM_ADMIN, signs_in=True)
    yield Role("sumin", "苏敏", RoleName.DATA_PROTECTION, signs_in=True)

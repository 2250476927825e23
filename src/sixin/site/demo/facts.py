"""What is known of the elders: in shares that a real community reports."""

from collections.abc import Callable
from datetime import date
from random import Random

from sixin.site.demo.elders import Elder

# tag: (how many of a thousand, evidence to choose from)
QUOTAS: dict[str, tuple[int, list[str]]] = {
    "no_family": (8, [""]),
    "disabled_care": (30, ["重度,卧床", "中度,能扶着走", "中度", "轻度,吃饭要人帮"]),
    "dementia": (15, ["西宁三院诊断", "记忆力明显下降", "出门找不到家过"]),
    "special_family": (9, ["独生子女证,子女已故"]),
    "severe_illness": (14, ["肺癌术后", "透析", "脑梗后遗症", "心脏支架术后"]),
    "destitute": (4, ["特困证"]),
    "low_income": (45, ["低保证"]),
    "disability": (70, ["肢体三级", "肢体二级", "听力二级", "视力三级", "肢体四级", "听力三级"]),
    "migrant": (24, ["随子女从河南来", "随子女从甘肃来", "随子女从四川来", "从大柴旦迁来"]),
    "party_member": (104, [""]),
    "chronic": (
        410,
        ["高血压", "糖尿病", "高血压、冠心病", "慢阻肺", "关节炎", "高血压、糖尿病", "腰椎病"],
    ),
}


def tell(rng: Random, elders: list[Elder], today: date) -> None:
    """Give every elder her facts; living alone and the empty nest follow from who is at home."""
    for elder in elders:
        if elder.company == "alone":
            elder.tags["living_alone"] = ""
        elif elder.company == "couple":
            elder.tags["empty_nest"] = ""
    for tag, (per_thousand, evidence) in QUOTAS.items():
        may_be = [elder for elder in elders[2:] if _FITS.get(tag, _anyone)(elder, today)]
        weights = [1.0 + max(0, elder.age_on(today) - 65) / 10 for elder in may_be]
        for elder in _sample(rng, may_be, weights, round(per_thousand * len(elders) / 1000)):
            elder.tags[tag] = rng.choice(evidence)
    # The two whom the guide knows by name have nothing but an old person's blood pressure.
    for elder in elders[:2]:
        elder.tags["chronic"] = "高血压"
    for elder in elders:
        if "no_family" in elder.tags or "destitute" in elder.tags:
            elder.kin = []
        if "special_family" in elder.tags:
            elder.kin = [kin for kin in elder.kin if kin.relation not in ("女儿", "儿子")]


def _sample(rng: Random, elders: list[Elder], weights: list[float], count: int) -> list[Elder]:
    """Weighted, without replacement: the greatest keys win."""
    keyed = [
        (rng.random() ** (1 / weight), e.key, e) for e, weight in zip(elders, weights, strict=True)
    ]
    return [elder for _key, _number, elder in sorted(keyed, reverse=True)[:count]]


def _anyone(_elder: Elder, _today: date) -> bool:
    return True


def _over(age: int) -> Callable[[Elder, date], bool]:
    return lambda elder, today: elder.age_on(today) >= age


_FITS: dict[str, Callable[[Elder, date], bool]] = {
    "no_family": lambda elder, _today: elder.company == "alone",
    "destitute": lambda elder, _today: "no_family" in elder.tags,
    "dementia": _over(72),
    "disabled_care": _over(68),
    "special_family": lambda elder, _today: elder.company in ("alone", "couple"),
    "low_income": lambda elder, _today: elder.company != "couple_family",
}

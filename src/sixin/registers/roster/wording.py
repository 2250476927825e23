"""What a header says: its words, and those of the header above it, as a field."""

import re

from sixin.registers.roster import vocabulary
from sixin.registers.roster.layouts import IGNORED, UNKNOWN


def field_of(text: str, group: str = "") -> tuple[str, float, str]:
    """(field, confidence, relation) of a header; group: the header above it, in a two-row header."""
    word = vocabulary.plain(text)
    bare = re.sub(r"[(（\[【].*?[)）\]】]", "", word) or word
    above = vocabulary.plain(group)
    contact = _prefix(above, "contact_group")
    if contact and above != word:
        return _of_contact(bare, contact)
    if _prefix(above, "staff_group") and above != word:
        return IGNORED, 0.9, ""
    return _alone(word, bare) or _alone(above + word, above + bare) or (UNKNOWN, 0.0, "")


def _alone(word: str, bare: str) -> tuple[str, float, str] | None:
    known = vocabulary.synonyms()
    for shape, confidence in ((word, 1.0), (bare, 0.95)):
        if shape in known:
            return known[shape], confidence, ""
    for kind in ("staff_group", "contact_group"):
        prefix = _prefix(bare, kind)
        if prefix and bare != prefix:
            return (
                (IGNORED, 0.9, "")
                if kind == "staff_group"
                else _of_contact(bare[len(prefix) :], prefix)
            )
    for shape in _stripped(bare):
        if shape in known:
            return known[shape], 0.85, ""
    inside = [
        w for w in known if len(w) > 1 and w in bare and known[w].startswith(("tag:", "refused"))
    ]
    return (known[max(inside, key=len)], 0.6, "") if inside else None


def _stripped(word: str) -> list[str]:
    """Without what forms put around a word: 是否独居 → 独居, 老人居住情况 → 居住情况, 电话2 → 电话."""
    asked = re.sub(r"^(是否|有无|是不是)(为|属于|有|系)?|^属于", "", word).rstrip("0123456789")
    ended = re.sub(r"(与否|是否|标识|标志|否|情况|信息)$", "", asked)
    shapes = [asked, ended]
    for shape in (asked, ended):
        prefix = _prefix(shape, "elder_prefix")
        if prefix:
            shapes.append(shape[len(prefix) :])
    return shapes


def _of_contact(word: str, group: str) -> tuple[str, float, str]:
    relation = group if group in ("儿子", "女儿", "配偶", "老伴") else ""
    plain = re.sub(r"^(的|联系)?(?=姓名|电话|关系)", "", word.strip("/-的"))
    field_name = vocabulary.synonyms().get(plain, "")
    if field_name in ("name", "phone", "address"):
        name = "contact_place" if field_name == "address" else f"contact_{field_name}"
        return name, 0.9, relation
    if field_name in ("contact_name", "contact_phone", "contact_relation", "contact_place"):
        return field_name, 0.9, relation
    if re.fullmatch(r"\d*|(姓名|名字)[及和与/、]?(联系)?(电话|方式|号码|手机号?)", plain):
        return "contact_name", 0.85, relation
    if field_name == "relation_to_owner" or "关系" in word:
        return "contact_relation", 0.85, relation
    return IGNORED, 0.9, ""


def _prefix(word: str, kind: str) -> str:
    return next((p for p in vocabulary.prefixes(kind) if word.startswith(p)), "")

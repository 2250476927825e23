"""Roster imports, people who may be the same, and merges that can be undone."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sixin.base.crypto.fields import SealedJSON, SealedText
from sixin.base.ids import uuid7
from sixin.registers.models.areas import Area
from sixin.registers.models.members import Member
from sixin.registers.models.people import Person


class ImportState(models.TextChoices):
    READING = "reading", _("正在读取")
    READY = "ready", _("等您确认")
    APPLYING = "applying", _("正在导入")
    APPLIED = "applied", _("已导入")
    FAILED = "failed", _("没有导入")


class RosterImport(models.Model):
    """A roster file on its way in.

    file: path below the data folder, named by id. mapping: {sheet: {column index: field}} as a
    person corrected it. report: as in `docs/import.md`, but for problems and notices, which stand
    in files beside the roster, and are counted by code here.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey(Area, models.PROTECT)
    file_name = SealedText(max_length=200)
    file = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.READING)
    mapping = SealedJSON(default=dict)
    report = SealedJSON(default=dict)
    sentence = SealedText(blank=True)
    created_by = models.ForeignKey(Member, models.PROTECT)
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]


class PairState(models.TextChoices):
    OPEN = "open", _("待看")
    MERGED = "merged", _("已合并")
    DIFFERENT = "different", _("不是同一人")


class PairReason(models.TextChoices):
    """Why two rows may be one person. Whoever finds pairs gives these codes."""

    PINYIN_AND_BIRTH = "same_pinyin_and_birth", _("姓名读音和出生日期都相同")
    ID_NUMBERS_CLOSE = "id_numbers_close", _("身份证号只差一两位")
    NAME_AND_PHONE = "same_name_and_phone", _("姓名和电话都相同")
    NAME_AND_DOOR = "similar_name_same_door", _("姓名相近，住在同一户")


class DuplicatePair(models.Model):
    """Two people who may be one. reasons: codes of `PairReason`; score: 0 to 100."""

    first = models.ForeignKey(Person, models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, models.CASCADE, related_name="+")
    reasons = models.JSONField(default=list)
    score = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=PairState, default=PairState.OPEN)
    found_at = models.DateTimeField()
    decided_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-score", "id"]
        indexes = [models.Index(fields=["state", "-score", "id"], name="pair_waiting")]
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="pair_once")]


class Merge(models.Model):
    """`merged` was taken to be `kept`. before: what `kept` held, so that undoing restores it.

    final_at: since then `before` is empty, and the merge stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kept = models.ForeignKey(Person, models.PROTECT, related_name="merges")
    merged = models.ForeignKey(Person, models.PROTECT, related_name="+")
    before = SealedJSON()
    merged_by = models.ForeignKey(Member, models.PROTECT)
    merged_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    final_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-merged_at"]
        indexes = [models.Index(fields=["undone_at", "-merged_at"], name="merge_latest")]

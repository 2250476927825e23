"""Rounds, visits, what is known of an elder's visits so far, and urgent follow-ups."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sixin.base.clock import day_of
from sixin.base.crypto.fields import SealedJSON, SealedText
from sixin.base.ids import uuid7
from sixin.registers.models import Area, Member, Person


class State(models.TextChoices):
    PLANNED = "planned", _("待走访")
    COMPLETED = "completed", _("见到了")
    NO_ANSWER = "no_answer", _("没人应")
    REFUSED = "refused", _("不便接待")
    AWAY = "away", _("外出")
    HOSPITAL = "hospital", _("住院")
    MOVED = "moved", _("搬走了")
    DIED = "died", _("去世了")
    CANCELLED = "cancelled", _("已撤销")


class Mode(models.TextChoices):
    HOME = "home", _("上门")
    PHONE = "phone", _("电话")
    VIDEO = "video", _("视频")
    THIRD_PARTY = "third_party", _("托人看望")


class Wellbeing(models.TextChoices):
    GOOD = "good", _("好")
    FAIR = "fair", _("一般")
    WATCH = "watch", _("要留心")


class Seen(models.TextChoices):
    """How one of the five areas looked."""

    FINE = "fine", _("正常")
    CONCERN = "concern", _("有问题")
    UNSEEN = "unseen", _("没看到")


class SeenArea(models.TextChoices):
    """The five areas of a visit: domain facts §1, 巡视探访."""

    HEALTH = "health", _("身体健康")
    MIND = "mind", _("精神状态")
    SAFETY = "safety", _("安全")
    HYGIENE = "hygiene", _("卫生")
    LIVING = "living", _("居住环境")


class Round(models.Model):
    """A visit round (敲门行动) of an area over some days."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    area = models.ForeignKey(Area, models.PROTECT)
    name = models.CharField(max_length=80)
    first_day = models.DateField()
    last_day = models.DateField()
    created_by = models.ForeignKey(Member, models.PROTECT)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-first_day", "-created_at"]

    def __str__(self) -> str:
        return self.name


class Visit(models.Model):
    """One knock, call or message to one elder; `also_met` were there and seen too.

    occurred_at: as its maker says; recorded_at: by the server. record: its id in the ledger.
    seen: {area seen: how it looked}; needs: codes of what is wanted; next_on: the day promised.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="visits")
    also_met = models.ManyToManyField(Person, related_name="visits_together", blank=True)
    members = models.ManyToManyField(Member, related_name="visits")
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="visits")
    planned_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    mode = models.CharField(max_length=12, choices=Mode, default=Mode.HOME)
    occurred_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    wellbeing = SealedText(max_length=5, choices=Wellbeing, blank=True)
    seen = SealedJSON(default=dict)
    needs = SealedJSON(default=list)
    note = SealedText(blank=True)
    child_told_at = models.DateTimeField(null=True, blank=True)
    next_on = models.DateField(null=True, blank=True)
    record = models.UUIDField(null=True, blank=True)
    cancelled_because = SealedText(max_length=200, blank=True)

    class Meta:
        ordering = ["-occurred_at", "-id"]
        indexes = [
            models.Index(fields=["person", "-occurred_at"], name="visit_person_when"),
            models.Index(fields=["state", "planned_on"], name="visit_state_planned"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="completed") | models.Q(record__isnull=False),
                name="completed_visit_has_record",
            )
        ]

    @property
    def is_late(self) -> bool:
        """Recorded on a later day than it took place: welcome, and marked 补记."""
        if self.occurred_at is None or self.recorded_at is None:
            return False
        return day_of(self.recorded_at) > day_of(self.occurred_at)


class Standing(models.Model):
    """Where an elder stands: kept by actions from her visits, so that due lists read one row.

    What the fields mean and how they follow from visits stands in `standing.work_out`.
    failed_knocks: knocks in a row without an answer. absence: the outcome (away, hospital,
    refused) of the latest knock, else "". next_on: the day agreed with her.
    """

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="standing")
    last_met_on = models.DateField(null=True, blank=True)
    last_visit = models.ForeignKey(Visit, models.SET_NULL, null=True, related_name="+")
    last_knock_on = models.DateField(null=True, blank=True)
    failed_knocks = models.PositiveSmallIntegerField(default=0)
    absence = models.CharField(max_length=10, choices=State, blank=True)
    next_on = models.DateField(null=True, blank=True)


class FollowUp(models.Model):
    """Somebody must be found: opened by failed knocks, closed with what was found.

    because_of: the knock that opened it. closed_by_visit: the visit that told where she is; None
    if a person closed it. reopens: the one whose closing visit was taken back.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="follow_ups")
    because_of = models.ForeignKey(Visit, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    closed_by_visit = models.ForeignKey(Visit, models.PROTECT, null=True, related_name="+")
    reopens = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    outcome = SealedText(max_length=200, blank=True)

    class Meta:
        ordering = ["opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(closed_at__isnull=True),
                name="one_open_follow_up_per_person",
            )
        ]


class Step(models.TextChoices):
    NEIGHBOUR = "neighbour", _("问了邻居")
    CHILD = "child", _("打了子女电话")
    AGAIN = "again", _("又上门看了")
    POLICE = "police", _("联系了派出所")
    AMBULANCE = "ambulance", _("叫了 120")


class FollowUpStep(models.Model):
    """What was done to find her, when, by whom."""

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="steps")
    step = models.CharField(max_length=10, choices=Step)
    note = SealedText(max_length=200, blank=True)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["taken_at", "id"]

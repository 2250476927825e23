"""What is known and agreed of a person: dated tags, contacts, consents."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sixin.base.crypto.fields import SealedText
from sixin.registers.models.members import Member
from sixin.registers.models.people import Person


class Tag(models.TextChoices):
    """Facts of a person's life that rules ask about. 高龄 is not among them: age tells it."""

    LIVING_ALONE = "living_alone", _("独居")
    EMPTY_NEST = "empty_nest", _("空巢")
    NO_FAMILY = "no_family", _("孤寡")
    LEFT_BEHIND = "left_behind", _("留守")
    DISABLED_CARE = "disabled_care", _("失能")
    DESTITUTE = "destitute", _("特困")
    LOW_INCOME = "low_income", _("低保")
    DISABILITY = "disability", _("残疾")
    SPECIAL_FAMILY = "special_family", _("计生特殊家庭")
    DEMENTIA = "dementia", _("认知障碍")
    CHRONIC = "chronic", _("慢性病")
    SEVERE_ILLNESS = "severe_illness", _("重病")
    MIGRANT = "migrant", _("外来随迁")
    PARTY_MEMBER = "party_member", _("党员")


class TagSource(models.TextChoices):
    CERTIFICATE = "cert", _("证件")
    SELF = "self", _("本人说")
    OBSERVED = "observed", _("上门看到")
    ROSTER = "roster", _("名册")


class PersonTag(models.Model):
    """A dated fact: true of the person from `since` until `until` (None: still)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="tags")
    tag = models.CharField(max_length=20, choices=Tag)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=10, choices=TagSource)
    evidence = SealedText(max_length=200, blank=True)
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "tag"],
                condition=models.Q(until__isnull=True),
                name="one_open_tag_per_person",
            )
        ]


class Contact(models.Model):
    """Somebody to call: a child, a neighbour. priority: 1 is called first."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="contacts")
    name = SealedText(max_length=60)
    relation = models.CharField(max_length=20, blank=True)
    phone = SealedText(max_length=30, blank=True, findable=True)
    place = SealedText(max_length=60, blank=True)
    priority = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["priority", "id"]


class Purpose(models.TextChoices):
    FAMILY_NOTICE = "family_notice", _("走访后告知子女")
    PHOTO = "photo", _("拍照留存")
    PUBLIC_WISH = "public_wish", _("公开心愿(不露姓名)")


class ConsentWay(models.TextChoices):
    SPOKEN = "spoken", _("当面口头")
    WRITTEN = "written", _("书面签字")
    PHONE = "phone", _("电话")


class Consent(models.Model):
    """An agreement by purpose, given on a day, until it is withdrawn or its last day is over.

    scope: to what exactly, in her words. guardian: who agreed in her place; "" she herself. Whether
    it holds is asked of `queries.consents` alone.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose)
    given_on = models.DateField()
    way = models.CharField(max_length=10, choices=ConsentWay)
    scope = SealedText(max_length=200, blank=True)
    guardian = SealedText(max_length=60, blank=True)
    until = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ["purpose", "given_on"]

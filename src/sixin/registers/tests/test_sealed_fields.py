"""Sealed columns on real rows: found, refused, unique, carried; never in clear."""

from datetime import date

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Concat

from sixin.base.crypto import sealing
from sixin.base.crypto.fields import Fingerprint, SealedText
from sixin.registers.actions import enrolling
from sixin.registers.models import Area, Contact, Household, Merge, Person, RosterImport

NUMBER, PHONE = "632801194203050021", "13909770001"


def _person(grid: Area, name: str, **known: object) -> Person:
    return enrolling.add_person(area=grid, name=name, registered_on=date(2025, 1, 1), **known)


@pytest.fixture
def three(grid: Area) -> list[Person]:
    """Two with numbers, one of whom nothing is known."""
    return [
        _person(grid, "张秀英", id_number=NUMBER, phone=PHONE, note="耳朵背，敲门要重"),
        _person(grid, "李国庆", id_number="632801194203050022", phone="13909770002"),
        _person(grid, "王张氏"),
    ]


def names(people: "models.QuerySet[Person]") -> set[str]:
    return set(people.values_list("name", flat=True))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Q(phone=PHONE), {"张秀英"}),
        (Q(phone=""), {"王张氏"}),
        (Q(note=""), {"李国庆", "王张氏"}),
        (~Q(phone=PHONE), {"李国庆", "王张氏"}),
        (~Q(phone=""), {"张秀英", "李国庆"}),
        (~Q(id_number=NUMBER), {"李国庆", "王张氏"}),
        (Q(id_number=None), {"王张氏"}),
        (Q(id_number__isnull=False), {"张秀英", "李国庆"}),
        (Q(phone__in=[PHONE, "13909770002", "1"]), {"张秀英", "李国庆"}),
        (Q(phone__in=[PHONE, ""]), {"张秀英", "王张氏"}),
        (Q(phone__in=[""]), {"王张氏"}),
        (Q(phone__in=[]), set()),
        (~Q(phone__in=[PHONE]), {"李国庆", "王张氏"}),
        (~Q(phone__in=[PHONE, ""]), {"李国庆"}),
        (~Q(id_number__in=[NUMBER]), {"李国庆", "王张氏"}),
        (Q(phone=Value(PHONE)), {"张秀英"}),
        (Q(phone=PHONE) | Q(id_number="632801194203050022"), {"张秀英", "李国庆"}),
        (Q(phone=PHONE) & Q(id_number="632801194203050022"), set()),
        (Q(phone=F("phone")), {"张秀英", "李国庆"}),
        (Q(contacts__phone="13600000000"), {"李国庆"}),
    ],
)
def test_what_is_asked_is_found(three: list[Person], wanted: Q, found: set[str]) -> None:
    Contact.objects.create(person=three[1], name="李敏", phone="13600000000")
    assert names(Person.objects.filter(wanted)) == found


def test_a_subquery_compares_a_column_with_itself(three: list[Person]) -> None:
    three[2].phone = PHONE
    three[2].save()
    twins = Person.objects.filter(phone=OuterRef("phone")).exclude(pk=OuterRef("pk"))
    assert names(Person.objects.filter(models.Exists(twins))) == {"张秀英", "王张氏"}
    told = Person.objects.annotate(
        twin=Subquery(twins.values("phone")[:1])
    ).filter(twin__isnull=False)  # fmt: skip
    assert set(told.values_list("twin", flat=True)) == {PHONE}


@pytest.mark.parametrize(
    "wanted",
    [
        Q(phone__contains="1390"), Q(phone__startswith="1390"), Q(phone__gt="1"),
        Q(id_number__endswith="0021"), Q(phone__range=("1", "2")), Q(phone__iexact=PHONE),
        Q(phone__regex="1"), Q(note="耳朵背，敲门要重"), Q(note__in=["x"]), Q(phone=F("id_number")),
        Q(phone__in=Person.objects.values("phone")), Q(phone=F("contacts__phone")),
    ],
)  # fmt: skip
def test_what_would_compare_ciphertexts_is_refused(three: list[Person], wanted: Q) -> None:
    with pytest.raises(TypeError, match="sealed"):
        names(Person.objects.filter(wanted))


def test_an_id_number_stands_once_and_none_stand_often(grid: Area, three: list[Person]) -> None:
    _person(grid, "马成林")
    with pytest.raises(IntegrityError), transaction.atomic():
        _person(grid, "马福海", id_number=NUMBER)
    with pytest.raises(ValidationError, match="person_id_number"):
        Person(area=grid, name="马", id_number=NUMBER, registered_on=date(2025, 1, 1)).full_clean()


def test_an_address_stands_once_in_an_area(grid: Area, second_grid: Area) -> None:
    for area in (grid, second_grid):
        Household.objects.create(area=area, address="3号楼2单元501")
    with pytest.raises(IntegrityError), transaction.atomic():
        Household.objects.create(area=grid, address="3号楼2单元501")


def test_every_way_of_writing_seals(three: list[Person], grid: Area) -> None:
    first, second, third = three
    Person.objects.filter(pk=first.pk).update(phone="1", note="一")
    second.phone, third.phone = "2", ""
    Person.objects.bulk_update([second, third], ["phone"])
    made = Person(area=grid, name="马", phone="4", registered_on=date(2025, 1, 1))
    Person.objects.bulk_create([made])
    Person.objects.filter(pk=made.pk).update(phone=F("phone"))
    note = Person._meta.get_field("note")
    named = When(name="马", then=Value("五", output_field=note))
    Person.objects.update(note=Case(named, default=F("note")))
    phones = dict(Person.objects.values_list("name", "phone"))
    assert phones == {"张秀英": "1", "李国庆": "2", "王张氏": "", "马": "4"}
    notes = dict(Person.objects.values_list("name", "note"))
    assert notes == {"张秀英": "一", "李国庆": "", "王张氏": "", "马": "五"}
    for kept in kept_of(Person, "phone") + kept_of(Person, "note"):
        assert kept == b"" or kept[0] in (sealing.PLAIN, sealing.FINDABLE)


@pytest.mark.parametrize("said", [F("phone"), Value("x"), Concat(Value("x"), Value("y"))])
def test_the_database_works_out_no_sealed_value(three: list[Person], said: object) -> None:
    with pytest.raises(TypeError, match="sealed"):
        Person.objects.update(note=said)


def kept_of(model: type[models.Model], column: str) -> list[bytes]:
    """The bytes of a column as the database has them."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {quote(column)} FROM {quote(model._meta.db_table)}")
        return [bytes(kept) for (kept,) in cursor.fetchall() if kept is not None]


def test_nothing_stands_in_clear_and_lengths_tell_little(three: list[Person]) -> None:
    everything = b"".join(kept_of(Person, "id_number") + kept_of(Person, "note"))
    assert NUMBER.encode() not in everything
    assert "耳朵".encode() not in everything
    assert len({len(kept) for kept in kept_of(Person, "phone") if kept}) == 1
    Person.objects.filter(pk=three[0].pk).update(note="好")
    Person.objects.filter(pk=three[1].pk).update(note="要留心")
    assert len({len(kept) for kept in kept_of(Person, "note") if kept}) == 1


def test_a_field_that_was_deferred_opens_when_it_is_asked(three: list[Person]) -> None:
    assert Person.objects.only("name").get(name="张秀英").phone == PHONE
    assert Person.objects.defer("phone").get(name="张秀英").id_number == NUMBER


def test_serializers_carry_what_was_sealed(
    three: list[Person], community: Area, wang_fang: object
) -> None:
    told = serializers.serialize("json", Person.objects.filter(name="张秀英"))
    assert PHONE in told
    for again in serializers.deserialize("json", told):
        again.object.phone += "9"
        again.save()
    assert Person.objects.get(name="张秀英").phone == PHONE + "9"


def test_json_comes_out_as_it_went_in(three: list[Person], wang_fang: object, now: object) -> None:
    said = {"before": {"name": "张秀英", "n": [1, None, True]}, "after": {}}
    made = Merge.objects.create(
        kept=three[0], merged=three[1], before=said, merged_by=wang_fang, merged_at=now
    )
    made.refresh_from_db()
    assert made.before == said
    told = serializers.serialize("python", [made])
    assert told[0]["fields"]["before"] == said
    assert RosterImport._meta.get_field("report").get_default() == {}


def test_an_index_serves_the_look_up(three: list[Person]) -> None:
    for wanted, index in ((Q(phone=PHONE), "person_phone"), (Q(id_number=NUMBER), "_id_number"),
                          (Q(id_number__in=[NUMBER, "1"]), "_id_number")):  # fmt: skip
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET LOCAL enable_seqscan = off")
            assert index in Person.objects.filter(wanted).explain()


def test_the_fingerprint_is_what_the_database_cuts_out(three: list[Person]) -> None:
    field = Person._meta.get_field("phone")
    rows = Person.objects.filter(name="张秀英").annotate(cut=Fingerprint("phone"))
    assert [bytes(row.cut) for row in rows] == [field.fingerprint(PHONE)]


def test_a_longer_text_than_allowed_is_refused_by_full_clean(grid: Area) -> None:
    with pytest.raises(ValidationError, match="phone"):
        Person(area=grid, name="马", phone="1" * 31, registered_on=date(2025, 1, 1)).full_clean()


def test_forms_ask_for_text_of_that_length() -> None:
    asked = Person._meta.get_field("phone").formfield()
    assert asked.max_length == 30
    assert not asked.required


def test_uniqueness_of_ciphertexts_is_an_error() -> None:
    field = SealedText(unique=True)
    field.set_attributes_from_name("x")
    field.model = Person
    assert "sixin.E001" in [message.id for message in field.check()]

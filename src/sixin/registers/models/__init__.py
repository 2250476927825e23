"""The rows of the registers."""

from sixin.registers.models.access import Device, Invitation
from sixin.registers.models.areas import Area, AreaCode, Level
from sixin.registers.models.finding import Finder
from sixin.registers.models.members import Member, Partner, Role, RoleName
from sixin.registers.models.people import Person, Sex
from sixin.registers.models.places import Building, Entrance, Household
from sixin.registers.models.rights import Erasure
from sixin.registers.models.rosters import DuplicatePair, Merge, RosterImport
from sixin.registers.models.ties import Consent, Contact, PersonTag, Tag, TagSource

__all__ = [
    "Area",
    "AreaCode",
    "Building",
    "Consent",
    "Contact",
    "Device",
    "DuplicatePair",
    "Entrance",
    "Finder",
    "Erasure",
    "Household",
    "Invitation",
    "Level",
    "Member",
    "Merge",
    "Partner",
    "Person",
    "PersonTag",
    "Role",
    "RoleName",
    "RosterImport",
    "Sex",
    "Tag",
    "TagSource",
]

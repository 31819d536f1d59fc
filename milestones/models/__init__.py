"""One file a noun. QuerySets carry the reads, models carry the verbs."""

from milestones.models.carer import Carer, LastOwner
from milestones.models.change import Change
from milestones.models.child import Child
from milestones.models.guest_link import GuestLink
from milestones.models.invitation import Closed, Invitation
from milestones.models.leaving import Leaving
from milestones.models.log import Recorded
from milestones.models.news import News
from milestones.models.photo import GoneForGood, Photo
from milestones.models.receipt import Receipt
from milestones.models.session import Conflict, Session
from milestones.models.sighting import Sighting
from milestones.models.tally import Tally
from milestones.models.timer import Timer
from milestones.models.trial import Trial

__all__ = [
    "Carer",
    "Change",
    "Child",
    "Closed",
    "Conflict",
    "GoneForGood",
    "GuestLink",
    "Invitation",
    "LastOwner",
    "Leaving",
    "News",
    "Photo",
    "Receipt",
    "Recorded",
    "Session",
    "Sighting",
    "Tally",
    "Timer",
    "Trial",
]

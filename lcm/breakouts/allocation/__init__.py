"""Who goes in which room: a fair division, and in words what could not be had."""

from lcm.breakouts.allocation.division import Division, allocate, room_count_for
from lcm.breakouts.allocation.latecomers import place_latecomer
from lcm.breakouts.allocation.room import Attendee
from lcm.breakouts.allocation.rules import Remark, RuleName, Rules, remarks

__all__ = [
    "Attendee",
    "Division",
    "Remark",
    "RuleName",
    "Rules",
    "allocate",
    "place_latecomer",
    "remarks",
    "room_count_for",
]

"""Told and ordered: what is told of a record and then ordered: "Guna has shifted to Pune, kindly update city"."""

from dataclasses import replace

from frontdesk.assistant.language.ground import Ground
from frontdesk.assistant.language.said_apart import says_value
from frontdesk.assistant.language.targets import Target
from frontdesk.assistant.language.updating import Change

_ORDERS = ("update", "correct", "change", "amend", "fix", "edit")
_MOST_OF_ORDER = 5
_OF_ORDER = (
    "update", "correct", "change", "amend", "fix", "edit", "kindly", "pls", "plz", "please", "it", "the", "same",
    "his", "her", "their", "accordingly", "this", "that", "record", "so", "in", "system", "crm",
)  # fmt: skip


def appended_order_at(ground: Ground, start: int) -> int:
    """Where `, kindly update city` begins behind what was told; the end of the message where nothing like it stands."""
    for place in range(start + 2, ground.length - 1):
        if ground.tokens[place].word not in (",", ".", "-", ";"):
            continue
        begin = place + 1
        while begin < ground.length and ground.tokens[begin].word in ("kindly", "pls", "plz", "please", "so"):
            begin += 1
        rest = [token.word for token in ground.tokens[begin : ground.length]]
        if rest and rest[0] in _ORDERS and len(rest) <= _MOST_OF_ORDER and not says_value(ground, begin, ground.length):
            return place
    return ground.length


def with_ordered_field(ground: Ground, target: Target, start: int) -> Target:
    """The target with the one field that `…, kindly update city` names."""
    fields = ground.lexicon.of(target.object).fields
    named = {path for place in range(start, ground.length) for _, path in fields.at(ground.tokens, place)}
    return replace(target, field=named.pop()) if len(named) == 1 and target.ids and target.field is None else target


def is_of_order(ground: Ground, change: Change, start: int) -> bool:
    """Whether `…, kindly update city` names just the field that is changed, or no field."""
    fields = ground.lexicon.of(change.target.object).fields
    named = {path for place in range(start, ground.length) for _, path in fields.at(ground.tokens, place)}
    is_plain = all(
        token.word in _OF_ORDER or ground.is_closed(place) or any(fields.at(ground.tokens, place))
        for place, token in enumerate(ground.tokens[start + 1 : ground.length], start + 1)
    )
    return is_plain and (not named or set(change.values) <= named)

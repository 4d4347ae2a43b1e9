"""Shapes of business hours, and of what becomes of a conversation that waits for a person."""

import re
from datetime import date
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from frontdesk.identity.schemas import TimeZone
from frontdesk.platform.texts import OptionalName

Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def _time_of_day(text: str) -> str:
    if text != "24:00" and not _TIME.fullmatch(text):
        raise ValueError("must be a time such as 09:00, at most 24:00")
    return text


def _iso_date(text: str) -> str:
    return date.fromisoformat(text).isoformat()


TimeOfDay = Annotated[str, Field(min_length=5, max_length=5, examples=["09:00"]), AfterValidator(_time_of_day)]
IsoDate = Annotated[str, Field(min_length=10, max_length=10, examples=["2026-12-25"]), AfterValidator(_iso_date)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class OpenSpan(_Strict):
    """A part of a day in which people are there, by the clock of the time zone."""

    opens: TimeOfDay
    closes: TimeOfDay

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.opens >= self.closes:
            raise ValueError("must close after it opens; write a span over midnight as two")
        return self


class Holiday(_Strict):
    """A day on which nobody is there."""

    date: IsoDate
    name: OptionalName = ""


class BusinessHours(_Strict):
    """When people are there: spans for each day of the week (none: closed), and holidays."""

    time_zone: TimeZone = "UTC"
    week: dict[Day, Annotated[list[OpenSpan], Field(max_length=6)]] = {}
    holidays: Annotated[list[Holiday], Field(max_length=400)] = []

    @model_validator(mode="after")
    def _spans_in_order(self) -> Self:
        for day, spans in self.week.items():
            if any(before.closes > after.opens for before, after in pairwise(spans)):
                raise ValueError(f"the spans of {day} must follow each other")
        return self


class HandoffRules(_Strict):
    """How long a customer may wait for a person. All times count within the business hours.

    `answer_within_minutes`: the target for the first answer, null for none. Who waits longer than
    `raise_after_minutes` is raised again, at most `most_raises` times. `assign` round_robin: it is given to the members
    who are available in turn, as long as they have fewer than their `capacity` (this one where they have none of
    their own). `ask_csat`: the customer is asked how it was when the conversation is closed.
    """

    answer_within_minutes: Annotated[int, Field(ge=1, le=100_000)] | None = 60
    raise_after_minutes: Annotated[int, Field(ge=1, le=100_000)] = 10
    most_raises: Annotated[int, Field(ge=0, le=20)] = 3
    assign: Literal["nobody", "round_robin"] = "nobody"
    capacity: Annotated[int, Field(ge=1, le=1000)] = 8
    ask_csat: bool = True

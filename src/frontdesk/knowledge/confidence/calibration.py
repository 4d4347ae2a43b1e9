"""What a bot's own knowledge does to its confidence."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Calibration:
    """`shift` is added to the logit of every question; `limit` is the score that an ordinary question needs."""

    shift: float = 0.0
    limit: float | None = None

    @classmethod
    def from_json(cls, kept: Mapping[str, Any] | None) -> "Calibration":
        kept = kept or {}
        return cls(float(kept.get("shift", 0.0)), kept.get("limit"))

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

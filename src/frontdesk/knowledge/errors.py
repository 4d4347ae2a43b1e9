"""Errors of knowledge."""

from frontdesk.platform.errors import InvalidError, NotFoundError, TooLargeError, UnsupportedFileError


class SourceNotFoundError(NotFoundError):
    title = "No such source"

    def __init__(self) -> None:
        super().__init__("There is no source with this id.")


class NoBotToSearchError(NotFoundError):
    title = "No such bot"

    def __init__(self) -> None:
        super().__init__("There is no such bot.")


class PassageNotFoundError(NotFoundError):
    title = "No such passage"

    def __init__(self) -> None:
        super().__init__("There is no passage with this id. Its source may have been replaced.")


class FileTooLargeError(TooLargeError):
    title = "The file is too large"

    def __init__(self, megabytes: float):
        super().__init__(f"A file may have {megabytes:g} MB at most. Split it and upload the parts.")


class NotAnFaqFileError(UnsupportedFileError):
    title = "Not an FAQ file"


class FileFaultsError(InvalidError):
    """The file was read and has faults; nothing of it was imported. `errors` has one item for each fault."""

    title = "The file has faults"

    def __init__(self, faults: list["FileFault"], more: int = 0):
        listed = "; ".join(fault.sentence for fault in faults[:3])
        others = len(faults) + more - min(3, len(faults))
        tail = f"; and {others} more" if others else ""
        super().__init__(f"Nothing was imported. {listed}{tail}.", errors=[fault.as_problem() for fault in faults])
        self.faults = faults


class FileFault:
    """One thing that is wrong with a file, where, and why. `place` is like "line 7" or "entry 3"."""

    def __init__(self, place: str, reason: str):
        self.place = place
        self.reason = reason

    @property
    def sentence(self) -> str:
        return f"{self.place[:1].upper()}{self.place[1:]}: {self.reason}"

    def as_problem(self) -> dict[str, str]:
        return {"field": self.place, "reason": self.reason}

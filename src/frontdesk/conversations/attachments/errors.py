"""Errors of attachments."""

from frontdesk.platform.errors import InvalidError, NotFoundError, TooLargeError, UnsupportedFileError


class AttachmentNotFoundError(NotFoundError):
    title = "No such file"

    def __init__(self) -> None:
        super().__init__("There is no such file in this conversation.")


class NotToBeSentError(InvalidError):
    """Of another conversation, sent before, of somebody else, or never uploaded: all the same to the caller."""

    title = "No such file to send"

    def __init__(self) -> None:
        super().__init__(
            "A file of this message is not there to be sent. Upload it to this conversation first.",
            errors=[{"field": "attachments", "reason": "is not there to be sent"}],
        )


class FileEmptyError(InvalidError):
    title = "The file is empty"

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is empty. Nothing was sent.", errors=[{"field": "attachments", "reason": "is empty"}])


class AttachmentTooLargeError(TooLargeError):
    title = "The file is too large"

    def __init__(self, name: str, megabytes: float) -> None:
        super().__init__(f"{name} is too large: a file may have {megabytes:g} MB at most. Nothing was sent.")


class TooManyFilesError(InvalidError):
    title = "Too many files"

    def __init__(self, most: int) -> None:
        super().__init__(
            f"A message may bring {most} files at most. Nothing was sent.",
            errors=[{"field": "attachments", "reason": f"more than {most}"}],
        )


class FilesTooLargeError(TooLargeError):
    title = "The files are too large together"

    def __init__(self, megabytes: float) -> None:
        super().__init__(f"The files of a message may have {megabytes:g} MB together. Nothing was sent.")


class ConversationFullError(TooLargeError):
    title = "No room for more files"

    def __init__(self, megabytes: float) -> None:
        super().__init__(f"All files of a conversation may have {megabytes:g} MB together. Nothing was sent.")


class FileKindError(UnsupportedFileError):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} cannot be sent. Texts, Markdown, PDF, Word files (.docx) and pictures (PNG, JPEG, GIF, WebP) can;"
            " this is none of them, or its name says that it is another kind of file than it is. Nothing was sent."
        )

"""Texts of uploaded knowledge, whatever encoding they were written in."""

from frontdesk.knowledge.errors import FileFault, FileFaultsError
from frontdesk.platform import text_files


def decoded(data: bytes) -> str:
    """The text; line ends become one kind. Raises FileFaultsError naming the line that fits no encoding."""
    try:
        text, _ = text_files.decoded(data)
    except text_files.UndecodableError as error:
        reason = f"the bytes {error.wrong} are no text in this encoding; save the file as UTF-8"
        raise FileFaultsError([FileFault(f"line {error.line}", reason)]) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")

"""What the bot says about the files of a message themselves: which it has read, and which it could not, and why."""

from frontdesk.conversations.attachments.models import CUT, READ, WAITING, Attachment, Enclosed
from frontdesk.support.wording import UNREAD, Wording


def read_files(enclosed: Enclosed, words: Wording) -> str:
    """Names the files that were read, and asks what the customer wants to know; empty where none was."""
    names = [_with_pages(file) for file in enclosed.files if file.status == READ]
    return words.files_read.format(names=_listed(names)) if names else ""


def missed_files(enclosed: Enclosed, words: Wording) -> str:
    """Names the files that were read and do not answer; empty where none was."""
    names = [_with_pages(file) for file in enclosed.files if file.status == READ]
    return words.not_in_files.format(names=_listed(names)) if names else ""


def unread_files(enclosed: Enclosed, words: Wording) -> str:
    """A sentence for each file that was not read; empty where all were."""
    unread = [file for file in enclosed.files if file.status != READ]
    return " ".join(words.file_unread.format(name=file.name, why=UNREAD[_problem(file)]) for file in unread)


def _problem(file: Attachment) -> str:
    if file.status == WAITING:
        return "too_slow"
    return "picture" if file.file_kind.is_picture else file.problem or "broken"


def _with_pages(file: Attachment) -> str:
    pages = file.page_count and f"{file.page_count} {'page' if file.page_count == 1 else 'pages'}"
    cut = "only its beginning" if file.problem == CUT else None
    described = ", ".join(part for part in (pages, cut) if part)
    return f"{file.name} ({described})" if described else file.name


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

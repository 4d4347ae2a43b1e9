"""Messages about nothing but the files that they bring: handing them over, or asking what is in them."""

from frontdesk.conversations.attachments.models import READ, Enclosed
from frontdesk.language.words import terms

# "Please see the attached contract", "here is my invoice", "can you summarise this document?"
_NAMES = (
    "attach attached attachment enclose enclosed file files document documents paper page pages pdf doc docx word text"
    " contract agreement lease invoice bill receipt letter statement report form log copy"
)
_HANDING = "see find look read check view open send sent upload uploaded ask asked requested need needed"
_WHOLE = "summarise summarize summary summaries overview outline say says content contents contain contains tl dr gist"
_ABOUT_FILES = frozenset(terms(f"{_NAMES} {_HANDING} {_WHOLE}"))
_ABOUT_WHOLE = frozenset(terms(_WHOLE))


def hands_over(text: str, enclosed: Enclosed) -> bool:
    """Whether the text only says that the files are there."""
    return _is_about_files(text, enclosed) and not asks_for_whole(text, enclosed)


def asks_for_whole(text: str, enclosed: Enclosed) -> bool:
    """Whether the text asks what is in the files, and names nothing that could be looked for in them."""
    return _is_about_files(text, enclosed) and ("?" in text or not _ABOUT_WHOLE.isdisjoint(terms(text)))


def _is_about_files(text: str, enclosed: Enclosed) -> bool:
    if not any(file.status == READ for file in enclosed.files):
        return False
    named = {term for file in enclosed.files for term in terms(file.name)}
    return _ABOUT_FILES.union(named).issuperset(terms(text))

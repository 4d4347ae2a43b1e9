"""Names: what records and people are called in sentences, in commands that can be sent back, and in mails."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from frontdesk.assistant.spoken import one_line

MOST_LETTERS = 60
MOST_WORDS = 5
# Letters of any script with their marks, and what stands within names.
_PLAIN = re.compile(r"[^\W\d_][^\d_@#$%&*+=/\\|<>{}()\[\]:;,!?\"“”~^`\x00-\x1f]*")
_BESIDE = re.compile(r"\s*\([^)]*\)\s*")
_HONORIFICS = re.compile(r"(?:dr|prof|professor|mr|mrs|ms|miss|mx|sir|dame|shri|smt|er|adv|capt|col|rev)\.?", re.I)
_COMPANY = re.compile(
    r"\b(?:(?i:ltd|limited|inc|llc|llp|plc|gmbh|corp|corporation|company|pvt|private|holdings?|institute|university|"
    r"college|school|academy|foundation|bank|hotels?|hospital|clinic|solutions|systems|technologies|industries|services|"
    r"consulting|partners|studios?|labs?|group|team)|AG|AB|BV|OY|SA|SRL)\b|& Co\b"
)

# What programs and hurried people write where there is nothing to write.
_NOTHING = re.compile(r"[\W_]*(?:none|null|nil|nan|n/?a|undefined|unknown|no name|not known|tbd|test)?[\W_]*", re.I)


def says_nothing(text: str) -> bool:
    """The text only fills a place: blank, `-`, `N/A`, `null`."""
    return bool(_NOTHING.fullmatch(text))


def title_of(record: Mapping[str, Any]) -> str:
    """How the record is called in a sentence; records are read with their labels."""
    return one_line(str(record["labels"]["id"]), MOST_LETTERS) or f"#{record['id']}"


def said(label: str, record: Mapping[str, Any], others: Iterable[Mapping[str, Any]] = ()) -> str:
    """How a command names it: `lead Guna Kumar`, or `lead 132` where the name is no plain one or another's too."""
    name = title_of(record)
    alike = sum(title_of(other).casefold() == name.casefold() for other in others if other["id"] != record["id"])
    return f"{label.lower()} {record['id'] if alike or not _is_plain(name) else name}"


def greeting_name(name: str) -> str:
    """How a mail greets who is called so: `Guna`, `Dr. Meyer`, `Acme Ltd team`; empty where no name can be told."""
    words = _BESIDE.sub(" ", one_line(name, MOST_LETTERS)).replace("\N{HORIZONTAL ELLIPSIS}", "").split()
    if says_nothing(name) or not _is_plain(" ".join(words).replace(",", "").replace("&", "and")):
        return ""
    if _COMPANY.search(" ".join(words)):
        return f"{' '.join(words)} team" if not words[-1].lower().startswith("team") else " ".join(words)
    if words[0].endswith(",") and len(words) > 1:
        words = [*words[1:], words[0].removesuffix(",")]
    if _HONORIFICS.fullmatch(words[0]) and len(words) > 1:
        return f"{words[0]} {_cased(words[-1])}"
    return _cased(next((word for word in words if len(word.strip(".")) > 1), words[0]))


def _is_plain(name: str) -> bool:
    return bool(_PLAIN.fullmatch(name)) and len(name.split()) <= MOST_WORDS


def _cased(word: str) -> str:
    """As names are written, where somebody wrote all letters small or large."""
    return word[:1].upper() + word[1:].lower() if word.islower() or (word.isupper() and len(word) > 2) else word

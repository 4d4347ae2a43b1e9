"""Files of a message: when the message is about nothing else, what is said of them, and where a quotation ends."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import numpy as np
import pytest

from frontdesk.conversations.attachments.models import Attachment, AttachmentPassage, Enclosed
from frontdesk.knowledge.confidence import ConfidenceModel
from frontdesk.knowledge.enclosed import EnclosedSearch, beginnings, terms_of, together
from frontdesk.knowledge.search import SearchOutcome
from frontdesk.support.answers import SHORT_EXCERPT, excerpt
from frontdesk.support.files import missed_files, read_files, unread_files
from frontdesk.support.handing import asks_for_whole, hands_over
from frontdesk.support.wording import TONES, UNREAD


def file(name: str = "lease.pdf", status: str = "read", problem: str | None = None, **more: Any) -> Attachment:
    values = {"page_count": 2, "kind": "pdf", **more}
    return Attachment(
        uuid4(),
        uuid4(),
        1,
        "customer",
        name,
        size=9,
        status=status,
        problem=problem,
        created_at=datetime.now(UTC),
        **values,
    )


ENCLOSED = Enclosed([file()])


@pytest.mark.parametrize(
    ("text", "handed", "whole"),
    [
        ("Please see the attached file.", True, False),
        ("Here is my contract", True, False),
        ("here you go", True, False),
        ("this is the lease you asked for", True, False),
        ("What is in this PDF?", False, True),
        ("summarise the document please", False, True),
        ("What does the contract say about pets?", False, False),
        ("How much is the deposit?", False, False),
    ],
)
def test_messages_about_nothing_but_their_files(text: str, handed: bool, whole: bool) -> None:
    assert (hands_over(text, ENCLOSED), asks_for_whole(text, ENCLOSED)) == (handed, whole)
    # Nothing is said of files that are not there, or could not be read.
    assert not hands_over(text, Enclosed())
    assert not asks_for_whole(text, Enclosed([file(status="unread", problem="broken")]))


def test_what_is_said_of_files_in_every_tone() -> None:
    files = [file("a.pdf", page_count=1), file("b.md", page_count=None), file("c.pdf", problem="cut")]
    for words in TONES.values():
        assert "a.pdf (1 page), b.md and c.pdf (2 pages, only its beginning)" in read_files(Enclosed(files), words)
        assert "lease.pdf (2 pages)" in missed_files(ENCLOSED, words)
        for problem, why in UNREAD.items():
            unread = {"kind": "png", "status": "kept"} if problem == "picture" else {"status": "unread"}
            assert why in unread_files(Enclosed([file(problem=problem, **unread)]), words)
        assert UNREAD["too_slow"] in unread_files(Enclosed([file(status="waiting")]), words)
        assert unread_files(ENCLOSED, words) == read_files(Enclosed(), words) == missed_files(Enclosed(), words) == ""


def test_a_quotation_holds_the_words_of_the_question() -> None:
    lines = [f"Line {at} says nothing of note and goes on for a while." for at in range(30)]
    lines[20] = "The deposit of 1,400 pounds is held by the service."
    quoted = excerpt("\n".join(lines), "How much is the deposit?")
    assert "1,400 pounds" in quoted
    assert len(quoted) <= SHORT_EXCERPT
    assert excerpt("Short.", "deposit") == "Short."
    assert len(excerpt("x" * 5_000, "deposit")) <= 2 * SHORT_EXCERPT


def passage(position: int, content: str, direction: int | None = None) -> AttachmentPassage:
    vector = None if direction is None else np.eye(4, dtype=np.float32)[direction]
    return AttachmentPassage(uuid4(), position, f"{position}.txt", None, content, terms_of(content), vector)


def test_passages_are_found_by_meaning_and_by_words_alone() -> None:
    search, asked = EnclosedSearch(ConfidenceModel.shipped()), np.eye(4, dtype=np.float32)[0]
    near = [passage(0, "Cats are allowed.", 1), passage(1, "Dogs are not.", 0), passage(2, "")]
    found = search.run(near, "pets", asked, 2, 0.6)
    assert [result.title for result in found.results] == ["1.txt", "0.txt"]
    assert (found.nothing_fits, found.results[0].kind, found.results[0].id) == (False, "attachment", near[1].reference)
    by_words = search.run([passage(0, "Error E-4012 means no paper."), passage(1, "No code.")], "E4012?", asked, 5, 0.6)
    assert by_words.results[0].title == "0.txt"
    assert search.run([], "pets", asked, 5, 0.6) == SearchOutcome()


def test_what_fits_better_comes_first_and_both_are_shown() -> None:
    search, asked = EnclosedSearch(ConfidenceModel.shipped()), np.eye(4, dtype=np.float32)[0]
    strong = search.run([passage(0, "Dogs", 0)], "pets", asked, 5, 0.6)
    weak = search.run([passage(1, "Cats", 1)], "pets", asked, 5, 0.6)
    for known, enclosed in ((weak, strong), (strong, weak)):
        both = together(known, enclosed, 5)
        assert [result.title for result in both.results] == ["0.txt", "1.txt"]
        assert (both.confidence, both.nothing_fits) == (strong.confidence, False)
    assert together(SearchOutcome(), SearchOutcome(), 5).nothing_fits


def test_the_beginning_of_each_file_stands_for_the_whole() -> None:
    outcome = beginnings([passage(0, "One"), passage(1, "Two")], 0.6)
    assert [result.content for result in outcome.results] == ["One", "Two"]
    assert outcome.confidence == 0.6

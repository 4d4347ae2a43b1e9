"""Documents: what readers make of each kind, passages, and the process apart with its bounds."""

import pytest

from frontdesk.knowledge.extraction.documents.apart import Bounds, read_apart
from frontdesk.knowledge.extraction.documents.document import Document, Page, UnreadableError
from frontdesk.knowledge.extraction.documents.passages import MOST_CHARACTERS, MOST_HEADING, passages_of
from frontdesk.knowledge.extraction.documents.pdf import flowing
from frontdesk.knowledge.extraction.documents.reading import extract
from tests.files import docx, paragraph, pdf


def text_of(data: bytes, kind: str) -> str:
    return "\n".join(page.text for page in extract(data, kind).pages)


def test_pdf_pages_have_their_numbers_and_empty_ones_are_left_out() -> None:
    document = extract(pdf("First page", "", "Third (page)"), "pdf")
    assert [(page.number, page.text) for page in document.pages] == [(1, "First page"), (3, "Third (page)")]
    assert document.page_count == 3


def test_of_a_long_file_the_beginning_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("frontdesk.knowledge.extraction.documents.pdf.MOST_CHARACTERS", 10)
    document = extract(pdf("First page", "Second page", "Third page"), "pdf")
    assert ([page.number for page in document.pages], document.page_count, document.is_whole) == ([1, 2], 3, False)
    monkeypatch.undo()
    assert [page.number for page in extract(pdf("First page", "Second page"), "pdf", seconds=-1).pages] == [1]


def test_lines_broken_by_the_width_of_the_page_are_one_sentence_again() -> None:
    wide = "The deposit is due on the first day of the month and is\npaid by transfer.\nTotal 12\nVAT 3"
    assert flowing(wide) == "The deposit is due on the first day of the month and is paid by transfer.\nTotal 12\nVAT 3"


def test_word_files_are_read_in_order_with_what_hides_in_wrappers() -> None:
    body = (
        paragraph("Terms", "berschrift1")
        + f"<w:sdt><w:sdtContent>{paragraph('In a control')}</w:sdtContent></w:sdt>"
        + '<w:p><w:pPr><w:numPr/></w:pPr><w:ins><w:r><w:t xml:space="preserve">added </w:t></w:r></w:ins>'
        + "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>"
        + "<w:hyperlink><w:r><w:t>link</w:t><w:tab/><w:t>end</w:t></w:r></w:hyperlink></w:p>"
        + f"<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{paragraph('Box')}</w:txbxContent></mc:Choice>"
        + f"<mc:Fallback><w:txbxContent>{paragraph('Box')}</w:txbxContent></mc:Fallback>"
        + "</mc:AlternateContent></w:r></w:p>"
        + f"<w:tbl><w:tr><w:tc>{paragraph('Room')}</w:tc><w:tc>{paragraph('120')}</w:tc></w:tr>"
        + f"<w:tr><w:tc>{paragraph('Suite')}</w:tc><w:tc>{paragraph('240')}</w:tc></w:tr></w:tbl>"
        + paragraph("# 7 is no heading")
    )
    assert text_of(docx(body), "docx").split("\n\n") == [
        "# Terms",
        "In a control",
        "- added link\tend",
        "Box",
        "Room | 120\nSuite | 240",
        " # 7 is no heading",
    ]


def test_markdown_keeps_its_headings_and_loses_its_dress() -> None:
    text = "Title\n=====\n\nSee **the** [price list](https://example.com/x) and ![a door](door.png).\n\n```\ncode\n```"
    assert " ".join(text_of(text.encode(), "markdown").split()) == "# Title See the price list and a door. code"


@pytest.mark.parametrize(
    ("data", "kind", "problem"),
    [
        (pdf("secret", protected=True), "pdf", "protected"),
        (b"%PDF-1.7 and then nothing", "pdf", "broken"),
        (pdf(""), "pdf", "no_text"),
        (docx(paragraph("x"))[:-40], "docx", "broken"),
        (docx(paragraph("&e;"), before='<!DOCTYPE a [<!ENTITY e "eee">]>'), "docx", "broken"),
        (docx("<w:p>"), "docx", "broken"),
        (docx("", megabytes_of_spaces=61), "docx", "too_much"),
        (b"\x81\x8d \x90", "text", "broken"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, kind: str, problem: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        extract(data, kind)
    assert refused.value.problem == problem


def test_passages_are_whole_paragraphs_under_their_heading_and_never_over_a_page() -> None:
    long = "A sentence of some length that says little. " * 60
    pages = (Page(1, f"# Rent\n\nDue on the first.\n\n# Deposit\n{long}"), Page(2, "Second page.\x00"))
    passages, is_whole = passages_of(Document(pages), 100)
    assert passages[0].content == "Rent\nDue on the first."
    assert all(passage.content.startswith("Deposit\n") for passage in passages[1:-1])
    assert (passages[-1].page, passages[-1].content.strip()) == (2, "Second page.")
    assert max(len(passage.content) for passage in passages) <= MOST_CHARACTERS + MOST_HEADING
    assert sum(passage.content.count("sentence") for passage in passages) == 60
    assert is_whole
    form = Document((Page(1, "\n".join(f"Field {at}: {at} pounds. Paid: yes" for at in range(60))),))
    assert all(line.startswith("Field ") for each in passages_of(form, 100)[0] for line in each.content.split("\n"))
    assert passages_of(Document(pages), 2)[1] is False


@pytest.mark.anyio
async def test_the_process_apart_reads_and_is_ended_in_time() -> None:
    read = await read_apart(pdf("One", "Two"), "pdf", Bounds(seconds=60))
    assert [(passage.page, passage.content) for passage in read.passages] == [(1, "One"), (2, "Two")]
    assert (read.page_count, read.is_whole) == (2, True)
    for bounds, problem in ((Bounds(seconds=0.001), "too_slow"), (Bounds(seconds=60, megabytes=1), "broken")):
        with pytest.raises(UnreadableError) as refused:
            await read_apart(b"x" * 3_000_000, "text", bounds)
        assert refused.value.problem == problem


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"

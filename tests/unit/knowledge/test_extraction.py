"""FAQ files: what is read, and what is said of those that cannot be."""

import contextlib
import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.knowledge.errors import FileFaultsError, NotAnFaqFileError
from frontdesk.knowledge.extraction.extractor import extract
from frontdesk.knowledge.extraction.faq_entries import MOST_CHARACTERS, MOST_ENTRIES, MOST_FAULTS, field_of

ENTRY = {"question": "When do you open?", "answer": "At nine.", "category": "General", "id": "open"}


def faults(name: str, data: bytes) -> list[tuple[str, str]]:
    with pytest.raises(FileFaultsError) as raised:
        extract(name, data)
    assert raised.value.detail.startswith("Nothing was imported.")
    return [(fault.place, fault.reason) for fault in raised.value.faults]


def as_json(value: Any) -> bytes:
    return json.dumps(value).encode()


class TestJson:
    @pytest.mark.parametrize("wrap", [lambda x: x, *(lambda x, n=n: {n: x} for n in ("faqs", "items", "FAQs"))])
    def test_a_list_bare_or_under_a_usual_name(self, wrap: Any) -> None:
        found = extract("a.json", as_json(wrap([ENTRY])))
        passage = found.passages[0]
        assert (found.kind, found.format) == ("faq", "json")
        assert (passage.title, passage.content) == ("When do you open?", "At nine.")
        assert (passage.category, passage.external_id, passage.position) == ("General", "open", 0)

    def test_names_of_fields_in_any_case_and_by_synonyms(self) -> None:
        found = extract("a.json", as_json([{"Question": "Q?", "RESPONSE": "R.", "topic": "T", "external_id": 7}]))
        assert (found.passages[0].content, found.passages[0].category, found.passages[0].external_id) == (
            "R.",
            "T",
            "7",
        )

    def test_broken_json_names_line_and_column(self) -> None:
        (place, reason), *_ = faults("a.json", b'[\n {"question": "a", "answer": "b"},\n {"question": }\n]')
        assert place == "line 3"
        assert "column 15" in reason

    def test_every_faulty_entry_is_named_at_once(self) -> None:
        entries = [ENTRY, {"question": "a"}, {"answer": "b"}, "text", {"question": "a", "answer": ["b"]}, {}]
        assert faults("a.json", as_json(entries)) == [
            ("entry 2", "the answer is missing"),
            ("entry 3", "the question is missing"),
            ("entry 4", 'an object is needed: {"question": "…", "answer": "…"}'),
            ("entry 5", "the answer must be text"),
            ("entry 6", "the question is missing"),
            ("entry 6", "the answer is missing"),
        ]

    def test_of_very_many_faults_the_first_are_named_and_the_rest_counted(self) -> None:
        with pytest.raises(FileFaultsError) as raised:
            extract("a.json", as_json([{"question": "a"}] * 50))
        assert len(raised.value.faults) == MOST_FAULTS
        assert "and 47 more" in raised.value.detail

    @pytest.mark.parametrize(
        ("value", "reason"),
        [
            ({"question": "a\x00b", "answer": "c"}, "U+0000"),
            ({"question": "a", "answer": "c\x1b[0m"}, "U+001B"),
            ({"question": "a\ud800", "answer": "c"}, "U+D800"),
            ({"question": "a" * (MOST_CHARACTERS["question"] + 1), "answer": "c"}, "2,001 characters"),
        ],
    )
    def test_text_that_cannot_be_kept(self, value: dict[str, str], reason: str) -> None:
        assert reason in faults("a.json", as_json([value]))[0][1]

    @pytest.mark.parametrize("value", [{}, {"a": 1}, "text", 3, None, {"faqs": {}}])
    def test_json_without_a_list(self, value: Any) -> None:
        data = as_json(value)
        if data[:1] in b"[{":
            assert "a list of entries is needed" in faults("a.json", data)[0][1]
        else:
            assert "must name the columns" in faults("a.json", data)[0][1]

    def test_no_entries_and_too_many(self) -> None:
        assert faults("a.json", b"[]") == [("the file", "it holds no entries")]
        place, reason = faults("a.json", as_json([{"question": "a", "answer": "b"}] * (MOST_ENTRIES + 1)))[0]
        assert (place, reason) == ("entry 20001", "a file may have 20,000 entries at most; split it")

    def test_deep_nesting_is_a_fault_and_no_crash(self) -> None:
        assert faults("a.json", b"[" * 200_000)[0][0] in ("the file", "line 1")


class TestCsv:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
    def test_delimiters_and_encodings(self, delimiter: str, encoding: str) -> None:
        text = delimiter.join(("ID", "Question", "Answer", "Category")) + "\r\n"
        text += delimiter.join(("1", '"Où, est; le\tcafé|?"', '"Là “ici”\nou ""là"""', "Été")) + "\r\n"
        passage = extract("a.csv", text.encode(encoding)).passages[0]
        assert passage.title == "Où, est; le\tcafé|?"
        assert passage.content == 'Là “ici”\nou "là"'
        assert (passage.category, passage.external_id) == ("Été", "1")

    def test_content_decides_and_not_the_name(self) -> None:
        assert extract("a.csv", as_json([ENTRY])).format == "json"
        assert extract("a.json", b"question,answer\na,b").format == "csv"

    def test_wrong_columns_are_named(self) -> None:
        assert faults("a.csv", b"name;price\nx;1") == [
            ("line 1", "the first line must name the columns question and answer; it names: name, price")
        ]

    def test_lines_are_counted_over_quoted_line_ends_and_blank_lines(self) -> None:
        data = b'question,answer\n"two\nlines",b\n\nc,\n,d\ne,f,g\n'
        assert [place for place, _ in faults("a.csv", data)] == ["line 5", "line 6", "line 7"]

    def test_a_quotation_mark_that_is_never_closed(self) -> None:
        data = b'question,answer\na,b\nc,"d\ne,f\n'
        assert faults("a.csv", data) == [("line 3", "a quotation mark that opens here is never closed")]

    def test_what_came_before_a_break_is_named_too(self) -> None:
        assert [place for place, _ in faults("a.csv", b'question,answer\na,\nc,"d')] == ["line 2", "line 3"]

    def test_bytes_of_no_encoding_name_their_line(self) -> None:
        (place, reason) = faults("a.csv", b"question,answer\na,b\nc,\x81\x9d\n")[0]
        assert place == "line 3"
        assert "0x81" in reason

    def test_a_hint_of_a_spreadsheet_above_the_header(self) -> None:
        assert extract("a.csv", b"sep=;\nquestion;answer\na;b").passages[0].content == "b"
        assert faults("a.csv", b"sep=;\nquestion;answer\na;")[0][0] == "line 3"

    def test_empty_files(self) -> None:
        assert faults("a.csv", b"") == [("the file", "it is empty")]
        assert faults("a.csv", b"question,answer\n") == [("the file", "it holds no entries")]


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 ...", b"PK\x03\x04....", b"\x89PNG\r\n\x1a\n", bytes(range(32)) * 20, b"\x7fELF\x02"]
)
def test_binary_files_are_refused_by_content(data: bytes) -> None:
    with pytest.raises(NotAnFaqFileError):
        extract("faqs.csv", data)


def test_names_of_columns() -> None:
    assert [field_of(name) for name in ("Question", " ANSWER* ", "external id", "FAQ_ID", "notes")] == [
        "question",
        "answer",
        "id",
        "id",
        None,
    ]


TEXT = st.text(
    st.characters(blacklist_categories=["Cc", "Cs"], blacklist_characters="\ufeff"), min_size=1, max_size=60
).filter(lambda text: bool(text.strip()))
ENTRIES = st.lists(st.fixed_dictionaries({"question": TEXT, "answer": TEXT, "category": TEXT}), min_size=1, max_size=8)


@given(ENTRIES)
def test_what_is_written_as_json_is_read_again(entries: list[dict[str, str]]) -> None:
    found = extract("a.json", json.dumps({"faqs": entries}, ensure_ascii=False).encode())
    assert _fields(found.passages) == [{name: text.strip() for name, text in entry.items()} for entry in entries]


@given(ENTRIES, st.sampled_from(",;\t|"))
def test_what_is_written_as_csv_is_read_again(entries: list[dict[str, str]], delimiter: str) -> None:
    file = io.StringIO()
    writer = csv.DictWriter(file, ["question", "answer", "category"], delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(entries)
    found = extract("a.csv", file.getvalue().encode())
    assert _fields(found.passages) == [{name: text.strip() for name, text in entry.items()} for entry in entries]


@given(st.binary(max_size=400), st.sampled_from(["a.json", "a.csv", ""]))
def test_any_bytes_are_read_or_refused_in_words(data: bytes, name: str) -> None:
    with contextlib.suppress(FileFaultsError, NotAnFaqFileError):
        assert extract(name, data).passages


def _fields(passages: Any) -> list[dict[str, str]]:
    return [{"question": p.title, "answer": p.content, "category": p.category} for p in passages]

"""Checks the labelled evaluation sets: format, labels, ids, counts and near-duplicates.

Run `python evals/check_data.py`. Prints the counts and every problem found; the exit status is 1 if any was.
`--against FILE ...` also reports sentences that the sets share with other files, such as the examples that a
classifier learns from: JSON Lines are compared by their "text", all other files line by line.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent / "data"
CATEGORIES = ("Technical", "Billing", "Account", "General")
SENTIMENTS = ("Positive", "Neutral", "Negative", "Angry")
REASONS = ("priority", "sentiment", "keyword", "attempts", "low_confidence", "requested", "policy")
DOMAIN_KINDS = ("answerable", "near_topic", "off_topic")
DOCUMENT_KINDS = ("exact_term", "meaning")
EXPECTED = {"query", "value", "groups", "writes", "skill", "nth", "small_talk", "outcome"}
PER_CLASS = 60
LEAST_COMMANDS = 225
NEAR_DUPLICATE = 0.7
COPIED_QUESTION = 0.75

Row = dict[str, Any]


@dataclass(frozen=True)
class Sentence:
    """One text of a set, with the place it stands in."""

    place: str
    text: str


class Report:
    """What was counted and what is wrong."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.counts: list[tuple[str, str]] = []
        self.sentences: list[Sentence] = []

    def require(self, condition: bool, problem: str) -> None:
        if not condition:
            self.problems.append(problem)

    def count(self, name: str, values: Iterable[object]) -> Counter[object]:
        counter = Counter(values)
        classes = ", ".join(f"{key} {number}" for key, number in sorted(counter.items(), key=lambda item: str(item[0])))
        self.counts.append((name, f"{counter.total()} ({classes})"))
        return counter


def read_rows(path: Path, report: Report) -> list[tuple[str, Row]]:
    """Each line of a JSON Lines file with its place; lines that are no object are reported and left out."""
    rows: list[tuple[str, Row]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        place = f"{path.relative_to(DATA)}:{number}"
        try:
            value = json.loads(line)
        except json.JSONDecodeError as error:
            report.problems.append(f"{place}: not JSON ({error.msg})")
            continue
        report.require(isinstance(value, dict), f"{place}: not an object")
        if isinstance(value, dict):
            rows.append((place, value))
    return rows


def check_text(place: str, text: object, report: Report) -> None:
    """A text is a string without surrounding blanks; it is remembered for the search for duplicates."""
    if not isinstance(text, str) or not text or text != text.strip():
        report.problems.append(f"{place}: text is missing or has blanks around it")
        return
    report.sentences.append(Sentence(place, text))


def check_fields(place: str, row: Row, needed: set[str], optional: set[str], report: Report) -> None:
    missing, unknown = needed - row.keys(), row.keys() - needed - optional
    report.require(not missing, f"{place}: missing {sorted(missing)}")
    report.require(not unknown, f"{place}: unknown {sorted(unknown)}")


def check_classes(name: str, field: str, classes: tuple[str, ...], report: Report) -> None:
    """A file of single messages with one of several labels, and second labels on the border."""
    rows = read_rows(DATA / name, report)
    for place, row in rows:
        check_fields(place, row, {"text", field}, {"border", "also"}, report)
        check_text(place, row.get("text"), report)
        label, also = row.get(field), row.get("also", [])
        report.require(label in classes, f"{place}: {field} {label!r}")
        report.require(bool(row.get("border", False)) == bool(also), f"{place}: border and also go together")
        report.require(all(other in classes and other != label for other in also), f"{place}: also {also!r}")
    counter = report.count(name, (row.get(field) for _, row in rows))
    for label in classes:
        report.require(counter[label] >= PER_CLASS, f"{name}: only {counter[label]} of {label}")


def check_handoff(report: Report) -> None:
    rows = read_rows(DATA / "handoff.jsonl", report)
    for place, row in rows:
        check_fields(place, row, {"text", "wants_person"}, set(), report)
        check_text(place, row.get("text"), report)
        report.require(isinstance(row.get("wants_person"), bool), f"{place}: wants_person is not true or false")
    counter = report.count("handoff.jsonl", (row.get("wants_person") for _, row in rows))
    report.require(counter[True] >= 60 and counter[False] >= 100, "handoff.jsonl: too few of a class")


def check_expected(place: str, turns: list[object], expected: Row, report: Report) -> None:
    """Ordinary conversations have no reason; the others have one, and the turn by which it happens."""
    if not expected.get("escalated"):
        report.require(expected == {"escalated": False, "reason": None}, f"{place}: expected {expected!r}")
        return
    check_fields(place, expected, {"escalated", "reason", "turn"}, {"also"}, report)
    reasons = [expected.get("reason"), *expected.get("also", [])]
    report.require(all(reason in REASONS for reason in reasons), f"{place}: reasons {reasons!r}")
    report.require(len(set(reasons)) == len(reasons), f"{place}: the same reason twice")
    report.require(expected.get("turn") in range(1, len(turns) + 1), f"{place}: turn {expected.get('turn')!r}")


def check_escalation(domains: list[str], report: Report) -> None:
    rows = read_rows(DATA / "escalation.jsonl", report)
    for place, row in rows:
        check_fields(place, row, {"domain", "turns", "expected"}, set(), report)
        report.require(row.get("domain") in domains, f"{place}: domain {row.get('domain')!r}")
        turns = row.get("turns") or []
        valid = bool(turns) and all(isinstance(turn, str) and turn and turn == turn.strip() for turn in turns)
        report.require(valid, f"{place}: a turn is empty or has blanks around it")
        # A conversation may repeat a question on purpose, so it is compared with the others as a whole.
        check_text(place, " / ".join(map(str, turns)), report)
        check_expected(place, turns, row.get("expected") or {}, report)
    outcomes = [row["expected"].get("reason") or "not escalated" for _, row in rows]
    counter = report.count("escalation.jsonl", outcomes)
    report.require(len(rows) >= 60, "escalation.jsonl: fewer than 60 conversations")
    report.require(3 * counter["not escalated"] >= 2 * len(rows), "escalation.jsonl: too few ordinary ones")


def check_answers(
    path: Path, known: dict[str, str], kinds: tuple[str, ...], least: int, report: Report
) -> list[tuple[str, Row]]:
    """Questions name existing entries; a question without an answer says what kind it is."""
    rows = read_rows(path, report)
    for place, row in rows:
        check_fields(place, row, {"text", "answers", "kind"}, set(), report)
        check_text(place, row.get("text"), report)
        answers = row.get("answers", [])
        report.require(all(answer in known for answer in answers), f"{place}: unknown id in {answers!r}")
        report.require(len(set(answers)) == len(answers), f"{place}: the same id twice")
        report.require(row.get("kind") in kinds, f"{place}: kind {row.get('kind')!r}")
        unanswerable = row.get("kind") in ("near_topic", "off_topic")
        report.require(unanswerable == (not answers), f"{place}: kind and answers contradict each other")
    report.count(str(path.relative_to(DATA)), (row.get("kind") for _, row in rows))
    report.require(len(rows) >= least, f"{path.relative_to(DATA)}: fewer than {least} questions")
    return rows


def check_domain(folder: Path, report: Report) -> None:
    """One frequently-asked-questions file with its questions, none of them copied from an entry."""
    entries: list[Row] = json.loads((folder / "faqs.json").read_text(encoding="utf-8"))
    name = f"retrieval/{folder.name}/faqs.json"
    for position, entry in enumerate(entries, start=1):
        check_fields(f"{name}#{position}", entry, {"id", "question", "answer", "category"}, set(), report)
        check_text(f"{name}#{position}", entry.get("question"), report)
        report.require(entry.get("category") in CATEGORIES, f"{name}#{position}: category")
        report.require(bool(str(entry.get("answer", "")).strip()), f"{name}#{position}: empty answer")
    known = {str(entry["id"]): str(entry["question"]) for entry in entries}
    report.require(len(known) == len(entries), f"{name}: the same id twice")
    report.require(30 <= len(entries) <= 60, f"{name}: {len(entries)} entries")
    report.count(name, (entry.get("category") for entry in entries))
    rows = check_answers(folder / "questions.jsonl", known, DOMAIN_KINDS, 60, report)
    asked = {answer for _, row in rows for answer in row["answers"]}
    report.require(asked == set(known), f"{name}: never asked for: {sorted(set(known) - asked)}")
    unanswerable = sum(not row["answers"] for _, row in rows)
    report.require(0.3 <= unanswerable / len(rows) <= 0.4, f"{name}: {unanswerable} of {len(rows)} unanswerable")
    for place, row in rows:
        for answer in row["answers"]:
            similarity = overlap(shingles(row["text"]), shingles(known.get(answer, "")))
            report.require(similarity < COPIED_QUESTION, f"{place}: copies the question of {answer}")


def check_long_documents(report: Report) -> None:
    folder = DATA / "retrieval" / "long_documents"
    rows = read_rows(folder / "passages.jsonl", report)
    for place, row in rows:
        check_fields(place, row, {"id", "document", "section", "heading", "text"}, set(), report)
        check_text(place, row.get("text"), report)
        words = len(str(row.get("text")).split())
        report.require(80 <= words <= 200, f"{place}: {words} words")
    known = {str(row.get("id")): str(row.get("heading")) for _, row in rows}
    report.require(len(known) == len(rows), "passages.jsonl: the same id twice")
    report.require(len(rows) >= 150, f"passages.jsonl: {len(rows)} passages")
    documents = len({row.get("document") for _, row in rows})
    report.counts.append(("retrieval/long_documents/passages.jsonl", f"{len(rows)} (from {documents} documents)"))
    check_answers(folder / "questions.jsonl", known, DOCUMENT_KINDS, 80, report)


def shingles(text: str) -> frozenset[str]:
    """The sequences of four signs of a text in lower case, punctuation left out."""
    plain = " " + " ".join(re.findall(r"\w+", text.casefold())) + " "
    return frozenset(plain[start : start + 4] for start in range(max(1, len(plain) - 3)))


def overlap(first: frozenset[str], second: frozenset[str]) -> float:
    """Jaccard similarity, 0 to 1."""
    return len(first & second) / (len(first | second) or 1)


def near_pairs(left: list[Sentence], right: list[Sentence]) -> Iterator[tuple[float, Sentence, Sentence]]:
    """All pairs above the limit, found through an index of shingles."""
    index: dict[str, list[int]] = defaultdict(list)
    sets = [shingles(sentence.text) for sentence in right]
    for position, pieces in enumerate(sets):
        for piece in pieces:
            index[piece].append(position)
    for sentence in left:
        own = shingles(sentence.text)
        shared = Counter(position for piece in own for position in index.get(piece, ()))
        for position, number in shared.items():
            similarity = number / (len(own) + len(sets[position]) - number)
            if similarity >= NEAR_DUPLICATE:
                yield similarity, sentence, right[position]


def check_duplicates(report: Report) -> None:
    """No sentence stands twice, in any of the files, not even nearly."""
    for similarity, first, second in near_pairs(report.sentences, report.sentences):
        if first.place < second.place:
            report.problems.append(f"{first.place} and {second.place} are alike ({similarity:.2f}): {first.text}")


def foreign_sentences(path: Path) -> Iterator[Sentence]:
    """The texts of another file."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        text = str(json.loads(line).get("text", "")) if path.suffix == ".jsonl" and line.strip() else line
        if len(text.strip()) > 3:
            yield Sentence(f"{path}:{number}", text.strip())


def check_against(paths: list[Path], report: Report) -> None:
    foreign = [sentence for path in paths for sentence in foreign_sentences(path)]
    for similarity, own, other in near_pairs(report.sentences, foreign):
        report.problems.append(f"{own.place} is also in {other.place} ({similarity:.2f}): {own.text}")


def check_commands(report: Report) -> None:
    """Both halves, of nearly one size; no id and no command twice. They resemble each other, as commands do."""
    halves = [read_rows(DATA / "commands" / f"{half}.jsonl", report) for half in ("tune", "kept")]
    rows = [row for half in halves for row in half]
    for place, row in rows:
        check_fields(place, row, {"id", "turns", "tags", "expect"}, set(), report)
        options = row.get("expect", {}).get("any_of", [row.get("expect", {})])
        report.require(all(len(EXPECTED & option.keys()) == 1 for option in options), f"{place}: expect")
    for name, values in (("id", [row["id"] for _, row in rows]), ("command", [tuple(row["turns"]) for _, row in rows])):
        report.require(len(set(values)) == len(values), f"commands: the same {name} twice")
    report.counts.append(("commands", f"{len(rows)} ({len(halves[0])} to tune on, {len(halves[1])} kept)"))
    report.require(min(map(len, halves)) >= LEAST_COMMANDS, "commands: too few in a half")


def check_all() -> Report:
    """Every file of the data folder."""
    report = Report()
    folders = sorted((DATA / "retrieval").glob("*/faqs.json"))
    check_classes("category.jsonl", "category", CATEGORIES, report)
    check_classes("sentiment.jsonl", "sentiment", SENTIMENTS, report)
    check_handoff(report)
    check_escalation([path.parent.name for path in folders], report)
    report.require(len(folders) >= 6, "retrieval: fewer than six domains")
    for path in folders:
        check_domain(path.parent, report)
    check_long_documents(report)
    check_commands(report)
    check_duplicates(report)
    return report


def main() -> int:
    parser = argparse.ArgumentParser(description="Check the labelled evaluation sets.")
    parser.add_argument("--against", nargs="*", type=Path, default=[], metavar="FILE")
    arguments = parser.parse_args()
    report = check_all()
    check_against(arguments.against, report)
    width = max(len(name) for name, _ in report.counts)
    for name, numbers in report.counts:
        print(f"{name:<{width}}  {numbers}")
    for problem in report.problems:
        print(f"PROBLEM {problem}")
    print(f"{len(report.sentences)} texts, {len(report.problems)} problems")
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main())

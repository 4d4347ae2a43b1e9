"""Verdicts: right, asked or wrong, of what a case came to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.commands.case import Case, Expectation
from evals.commands.desk import Answer
from evals.commands.differences import Difference, mismatch, without_drafts
from evals.commands.gold import Gold, Rows

DRAFTED = ("answered", "done")
GROUPS_ON_A_PAGE = 50
UNANSWERED = ("asked", "refused")


@dataclass(frozen=True)
class Result:
    """What came of a case. `kind`: right, asked, wrong or failed; `why` names what did not fit, option by option."""

    case: Case
    kind: str
    turns: Sequence[Answer]
    found: Sequence[Difference] = ()
    why: Sequence[str] = ()
    is_unconfirmed: bool = False
    milliseconds: float = 0

    @property
    def last(self) -> Answer:
        return self.turns[-1]

    @property
    def answered(self) -> bool:
        return self.kind == "wrong" or (self.kind == "right" and self.last.get("outcome") not in UNANSWERED)

    @property
    def counts_for_coverage(self) -> bool:
        """False where asking was as right as an answer, and it asked."""
        return self.case.is_answerable and not (self.kind == "right" and self.last.get("outcome") in UNANSWERED)

    @property
    def is_wrong_write(self) -> bool:
        """Something else was written than was asked for, and nobody was shown it before."""
        return self.kind == "wrong" and bool(without_drafts(self.found)) and not self._proposed

    @property
    def is_wrong_proposal(self) -> bool:
        """Something else was proposed than was asked for; whoever reads it says no."""
        return self.kind == "wrong" and self._proposed

    @property
    def _proposed(self) -> bool:
        return any(turn.get("outcome") == "proposed" for turn in self.turns)


def judged(
    gold: Gold, case: Case, turns: Sequence[Answer], found: Sequence[Difference], *, last_wrote: bool
) -> tuple[str, list[str]]:
    """The kind of the verdict, and why no option fits. `last_wrote`: the last turn changed something.

    Where the last turn of a dialogue asks back, what the turns before it wrote is not judged.
    """
    reasons = []
    for option in case.options:
        reason = _mismatch(gold, option, turns, found)
        if reason is None:
            return "right", []
        reasons.append(reason)
    outcome = turns[-1].get("outcome")
    if outcome == "failed" and not found:
        return "failed", reasons
    is_asked = outcome in UNANSWERED and case.is_answerable and not last_wrote
    return ("asked" if is_asked else "wrong"), reasons


def _mismatch(gold: Gold, option: Expectation, turns: Sequence[Answer], found: Sequence[Difference]) -> str | None:
    turn = turns[-1]
    if "writes" in option:
        return _of_writes(gold, option, turns, found)
    if without_drafts(found):
        return f"written: {'; '.join(map(str, found))}"
    if "outcome" in option:
        return None if turn["outcome"] in option["outcome"] else f"{turn['outcome']}, not {option['outcome']}"
    if "skill" in option:
        return _of_skill(gold, option, turn)
    if turn["outcome"] != "answered":
        return f"{turn['outcome']}, not answered"
    if "small_talk" in option:
        figures = turn.get("records") or turn.get("groups") or turn.get("proposal")
        return "records or figures where talk was expected" if figures else None
    if "query" in option:
        return _of_rows(gold.rows(option), turn)
    if "nth" in option:
        return _of_rows(gold.nth(option), turn)
    if "value" in option:
        return _of_value(gold.value(option["value"]), turn)
    return _of_groups(gold.groups(option["groups"]), turn)


def _of_writes(gold: Gold, option: Expectation, turns: Sequence[Answer], found: Sequence[Difference]) -> str | None:
    must_propose = option.get("proposed") and not any(turn.get("outcome") == "proposed" for turn in turns)
    if must_propose and option["writes"]:
        return f"{turns[-1]['outcome']}, not proposed"
    if turns[-1]["outcome"] in (*UNANSWERED, "failed") and option["writes"]:
        return f"{turns[-1]['outcome']}, not done"
    return mismatch(gold, gold.changes(option["writes"]), found)


def _of_rows(gold: Rows, turn: Answer) -> str | None:
    shown = turn.get("records") or {"object": gold.object, "ids": [], "total": 0}
    ids = shown["ids"]
    if shown["object"] != gold.object:
        return f"{shown['object']}, not {gold.object}"
    if not gold.is_limited and shown["total"] != gold.total:
        return f"{shown['total']} {gold.object}, not {gold.total}"
    if gold.is_limited and len(ids) != len(gold.ids):
        return f"{len(ids)} {gold.object} shown, not {len(gold.ids)}"
    if gold.keys is not None:
        return _of_order(gold, ids)
    strangers = set(ids) - set(gold.ids)
    if strangers:
        return f"other {gold.object}: {sorted(strangers)[:5]}"
    if gold.says and not any(says.casefold() in turn["response"].casefold() for says in gold.says):
        return f"does not say {gold.says[0]!r}"
    return None


def _of_order(gold: Rows, ids: Sequence[int]) -> str | None:
    """By the values that are sorted by, so that equal ones may stand in any order, also over the end of the list."""
    assert gold.keys is not None
    wanted = [gold.keys[one] for one in gold.ids[: len(ids)]]
    if not gold.is_limited and set(ids) - set(gold.ids):
        return "other records"
    there = [gold.keys.get(one, "another record") for one in ids]
    return None if there == wanted else f"in the order {there[:5]}, not {wanted[:5]}"


def _of_value(number: float, turn: Answer) -> str | None:
    value = turn.get("value")
    if value is None and len(turn.get("groups") or ()) == 1:
        value = next(iter(turn["groups"][0]["values"].values()), None)
    if value is None:
        return f"no value, not {number:g}"
    return None if abs(float(value) - number) <= 0.005 * max(1, abs(number)) else f"{value}, not {number:g}"


def _of_groups(gold: Sequence[Answer], turn: Answer) -> str | None:
    """All groups, or a page of them where there are more than one page holds."""
    shown = {_key(group["key"]): group["values"] for group in turn.get("groups") or ()}
    wanted = {_key(group["group"]): group["values"] for group in gold}
    if shown.keys() - wanted.keys() or len(shown) < min(len(wanted), GROUPS_ON_A_PAGE):
        return f"{len(shown)} groups such as {sorted(shown)[:3]}, not {len(wanted)} such as {sorted(wanted)[:3]}"
    unlike = (key for key in shown if not _within(wanted[key], shown[key]))
    return next((f"{key}: {shown[key]}, not {wanted[key]}" for key in unlike), None)


def _key(group: Mapping[str, Any]) -> str:
    return "|".join(f"{name}={value}" for name, value in sorted(group.items()) if name != "currency")


def _within(wanted: Mapping[str, Any], shown: Mapping[str, Any]) -> bool:
    return all(
        name in shown and abs(float(shown[name] or 0) - float(number or 0)) <= 0.01 * max(1, abs(float(number or 0)))
        for name, number in wanted.items()
    )


def _of_skill(gold: Gold, option: Expectation, turn: Answer) -> str | None:
    skill = option["skill"]
    if turn.get("source_type") != skill:
        return f"{turn.get('source_type')} ({turn['outcome']}), not {skill}"
    if skill == "followup":
        return _of_rows(gold.follow_ups(whole_day=option.get("whole_day", False)), turn)
    subject = gold.subject(option)
    if skill == "lead_summary":
        shown = turn.get("records") or {}
        return None if shown.get("ids") == [subject] else f"about {shown}, not {option.get('object')} {subject}"
    return _of_email(option, subject, turn)


def _of_email(option: Expectation, subject: int | None, turn: Answer) -> str | None:
    is_send = option["skill"] == "send_email"
    if turn["outcome"] not in (("proposed",) if is_send else DRAFTED):
        return f"{turn['outcome']}, not {'proposed' if is_send else 'drafted'}"
    email = turn.get("email") or {}
    to = email.get("contact_id" if option.get("object") == "contacts" else "lead_id")
    if to != subject:
        return f"to {to}, not {subject}"
    if "template" in option and email.get("template") != option["template"]:
        return f"template {email.get('template')}, not {option['template']}"
    return None

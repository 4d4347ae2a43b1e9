"""Proposals in words: what would be done to what, before it is asked for a yes."""

from collections.abc import Sequence
from typing import Any

from frontdesk.assistant.spoken import listed, one_line
from frontdesk.assistant.told.changes import change_words
from frontdesk.assistant.told.records import MOST_NAMED, TITLE_LETTERS, number_of
from frontdesk.crm.definitions import Definition
from frontdesk.crm.records.proposals import Proposal
from frontdesk.crm.scope import Scope

ASK = "Say yes to do it, or no."


def proposal_words(scope: Scope, proposal: Proposal) -> str:
    """`Delete 3 tasks: A, B and C? Say yes to do it, or no.`"""
    definition = scope.definition(proposal.object)
    if proposal.action == "merged":
        return f"{_merge_words(definition, proposal)} {ASK}"
    if proposal.action == "updated":
        return f"Change {_named(definition, proposal)}?{_alike(scope, definition, proposal)} {ASK}"
    verb = {"created": "Create", "deleted": "Delete", "restored": "Restore"}[proposal.action]
    return f"{verb} {_named(definition, proposal)}? {ASK}"


def _named(definition: Definition, proposal: Proposal) -> str:
    """`the task Call back`, `3 tasks: A, B and C`."""
    objects = {item["object"] for item in proposal.items}
    label = number_of(definition, proposal.count) if objects <= {definition.name} else f"{proposal.count:,} records"
    titles = _titles(proposal.items)
    if proposal.count == 1 and titles:
        return f"the {definition.label.lower()} {titles[0]}"
    more = proposal.count - len(titles[:MOST_NAMED])
    named = [*titles[:MOST_NAMED], f"{more:,} more"] if more > 0 else titles
    return f"{label}: {listed(named)}"


def _alike(scope: Scope, definition: Definition, proposal: Proposal) -> str:
    """What changes, where it is the same for all: ` Set: status Contacted.`"""
    first, *others = ({path: item["after"][path] for path in item["after"]} for item in proposal.items)
    if any(other != first for other in others) or not first:
        return ""
    words = [change.rpartition(" → ") for change in change_words(definition, proposal.items[0], scope.habits)]
    labels = [definition.by_path[path].words for path in first if path in definition.by_path]
    pairs = [f"{label} to {after}" for label, (_, _, after) in zip(labels, words, strict=False)]
    return f" Set {listed(pairs)}." if pairs else ""


def _merge_words(definition: Definition, proposal: Proposal) -> str:
    kept = next((item["title"] for item in proposal.items if item["id"] == proposal.about["keep"]), None)
    gone = [item for item in proposal.items if item["kind"] == "delete" and item["object"] == definition.name]
    moved = proposal.count - len(gone) - (kept is not None)
    beside = f" {moved:,} linked {'record moves' if moved == 1 else 'records move'} with it." if moved > 0 else ""
    into = f"{definition.label.lower()} {proposal.about['keep']}{f' ({kept})' if kept else ''}"
    named = listed([f"{title} ({item['id']})" for title, item in zip(_titles(gone), gone, strict=True)])
    return f"Merge {named} into the {into}?{beside}"


def _titles(items: Sequence[dict[str, Any]]) -> list[str]:
    return [one_line(str(item["title"] or ""), TITLE_LETTERS) or f"#{item['id']}" for item in items]

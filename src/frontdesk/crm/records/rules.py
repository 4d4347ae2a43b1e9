"""Rules that keep fields in step: times and flags that follow a status, and when a lead was last contacted."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from frontdesk.crm.definitions import Definition
from frontdesk.crm.habits import Habits
from frontdesk.crm.records.validation import Errors, Values


def keep_in_step(
    definition: Definition, found: Values, before: Mapping[str, Any] | None, habits: Habits, errors: Errors
) -> None:
    """Adds to `found` what follows from a changed status. What the caller gives wins over what the system sets."""
    rule = definition.in_step
    if rule is None:
        return
    old = before or {}
    if rule.flag is not None:
        _follow_flag(definition, found, old, errors)
    status = found.get(rule.status, old.get(rule.status))
    is_final = status in rule.final
    if rule.flag is not None and (before is None or rule.status in found):
        found[rule.flag] = is_final
    changed = before is None or (rule.status in found and (old.get(rule.status) in rule.final) != is_final)
    given = found.get(rule.at) is not None
    if changed and is_final and not given:
        found[rule.at] = habits.now
    elif changed and not is_final and not given and (before is not None or rule.at in found):
        found[rule.at] = None


def _follow_flag(definition: Definition, found: Values, old: Mapping[str, Any], errors: Errors) -> None:
    """A flag that the caller sets without a status moves the status; one that contradicts it is an error."""
    rule = definition.in_step
    assert rule is not None
    assert rule.flag is not None
    wanted, before = found.get(rule.flag), bool(old.get(rule.flag))
    if wanted is None or (not old and not wanted):
        return
    status, old_status = found.get(rule.status), old.get(rule.status)
    # A new record has a first status that nobody chose.
    chosen = status is not None and status != (old_status if old else _first(definition))
    if chosen:
        if wanted != (status in rule.final) and wanted != before:
            errors.append({"field": rule.flag, "reason": f"contradicts the {rule.status} {status}"})
    elif wanted != (old_status in rule.final):
        found[rule.status] = rule.final[0] if wanted else rule.open_again


def _first(definition: Definition) -> Any:
    rule = definition.in_step
    assert rule is not None
    field = definition.get(rule.status)
    return None if field is None else field.default


def contacted_at(definition: Definition, values: Mapping[str, Any], habits: Habits) -> tuple[int, datetime] | None:
    """The lead, and when this record says that it was contacted; None where it says nothing (or nothing yet)."""
    rule = definition.contact
    if rule is None or values.get("lead_id") is None or values.get(rule.at) is None:
        return None
    if rule.status is not None and values.get(rule.status) not in rule.counted:
        return None
    at: datetime = values[rule.at]
    # A meeting ahead is not yet a contact.
    return (values["lead_id"], at) if at <= habits.now else None

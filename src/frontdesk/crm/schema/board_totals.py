"""Totals of boards, kept by the database: how many records stand in each column, and the sum of their values.

Counting a million records takes longer than a board may. Each statement that writes records adds what it changed as
rows of its own, by owner so that they hold also where a role sees only its own; nobody waits for anybody. A job puts
the rows together now and then (crm/board_totals.py).
"""

from collections.abc import Iterator

from frontdesk.crm.definitions import Definition


def keep_totals(definition: Definition) -> Iterator[str]:
    """The statements that begin to keep the totals of an object's board; nothing for one without a board."""
    board = definition.board
    if board is None:
        return
    table, function = definition.table, f"{definition.table}_add_totals"
    added, removed = _changed(definition, "is_there", 1), _changed(definition, "was_there", -1)
    yield f"""
        CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $totals$
        BEGIN
            IF TG_OP = 'INSERT' THEN
                {_add(definition, added)}
            ELSIF TG_OP = 'DELETE' THEN
                {_add(definition, removed)}
            ELSE
                {_add(definition, f"{added} UNION ALL {removed}")}
            END IF;
            RETURN NULL;
        END
        $totals$
    """
    seen = {"INSERT": "NEW TABLE AS is_there", "DELETE": "OLD TABLE AS was_there"}
    seen["UPDATE"] = f"{seen['INSERT']} {seen['DELETE']}"
    for event, tables in seen.items():
        yield (
            f"CREATE OR REPLACE TRIGGER {table}_totals_on_{event.lower()} AFTER {event} ON {table}"
            f" REFERENCING {tables} FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
        )
    yield from recount(definition)


def recount(definition: Definition) -> Iterator[str]:
    """The statements that count an object's totals anew, in one transaction: after records came past the triggers."""
    if definition.board is not None:
        yield f"DELETE FROM crm_board_totals WHERE object = '{definition.name}'"  # noqa: S608 - a name of the definition
        yield _add(definition, _changed(definition, definition.table, 1)).rstrip(";")


def _changed(definition: Definition, rows: str, sign: int) -> str:
    assert definition.board is not None
    value = f"{sign} * {definition.board.value}" if definition.board.value else "0"
    return (
        f"SELECT workspace_id, {definition.board.field} AS choice, owner_id, {sign} AS records,"  # noqa: S608 - as above
        f" {value} AS value FROM {rows} WHERE deleted_at IS NULL"
    )


def _add(definition: Definition, changed: str) -> str:
    # A workspace that is being removed takes its totals with it, also those that its last rows would leave.
    return (
        "INSERT INTO crm_board_totals (workspace_id, object, choice, owner_id, records, value)"  # noqa: S608 - as above
        f" SELECT workspace_id, '{definition.name}', choice, owner_id, sum(records), coalesce(sum(value), 0)"
        f" FROM ({changed}) AS changed WHERE EXISTS (SELECT 1 FROM workspaces w WHERE w.id = changed.workspace_id)"
        " GROUP BY workspace_id, choice, owner_id HAVING sum(records) <> 0 OR coalesce(sum(value), 0) <> 0;"
    )

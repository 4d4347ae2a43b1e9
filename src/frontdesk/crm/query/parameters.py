"""Parameters: a query as an address writes it, `?filter=…&status=won&sort=-value&limit=20`."""

from collections.abc import Iterable

from frontdesk.crm.errors import InvalidQueryError
from frontdesk.crm.nearest import nearest
from frontdesk.crm.query.operands import default_operator, value_of_text
from frontdesk.crm.query.parsing import QueryParser, read_search
from frontdesk.crm.query.periods import is_period
from frontdesk.crm.query.places import find_place
from frontdesk.crm.query.value import And, Node, Or, Query

MOST_PARAMETERS = 100

LIST_PARAMETERS = frozenset({"filter", "search", "sort", "limit", "after", "trash"})


def query_of_parameters(
    parser: QueryParser,
    plain: Iterable[tuple[str, str]],
    *,
    filter: str | None = None,
    search: str | None = None,
    sort: str | None = None,
    limit: int = 50,
    after: str | None = None,
    trash: bool = False,
) -> Query:
    """`plain`: the other parameters, each a field and a value. Raises InvalidQueryError.

    Several values of one field are alternatives, an empty one asks for records without a value, `me` is the caller,
    and the name of a period stands for its days.
    """
    nodes = [node for node in (parser.where(filter), plain_filter(parser, plain)) if node is not None]
    where = And(tuple(nodes)) if len(nodes) > 1 else (nodes[0] if nodes else None)
    return Query(
        parser.definition,
        where=where,
        search=read_search(search),
        sort=parser.sort(sort),
        limit=limit,
        after=after or None,
        trash=trash,
    )


def plain_filter(parser: QueryParser, plain: Iterable[tuple[str, str]]) -> Node | None:
    """The conditions `field=value` as one filter; None where there are none."""
    by_path: dict[str, list[str]] = {}
    for path, text in plain:
        by_path.setdefault(path, []).append(text)
    if sum(map(len, by_path.values())) > MOST_PARAMETERS:
        raise InvalidQueryError(f"An address may name {MOST_PARAMETERS} conditions at most")
    nodes = [_condition(parser, path, texts) for path, texts in by_path.items()]
    return And(tuple(nodes)) if len(nodes) > 1 else (nodes[0] if nodes else None)


def _condition(parser: QueryParser, path: str, texts: list[str]) -> Node:
    try:
        place = find_place(parser.scope, parser.definition, path)
    except InvalidQueryError:
        near = nearest(path, LIST_PARAMETERS)
        if near and "." not in path:
            fields = nearest(path, parser.definition.by_path)
            reason = f"{path[:80]!r} is neither a parameter nor a field of {parser.definition.name}"
            raise InvalidQueryError(reason, path[:160], [*near, *fields]) from None
        raise
    field = place.field
    values = [value_of_text(field, text.strip()) for text in texts]
    if len(values) > 1 and "in" in field.operators and not any(_is_special(parser, path, text) for text in texts):
        return parser.condition(path, "in", values)
    alternatives = [_one(parser, path, text, value) for text, value in zip(texts, values, strict=True)]
    return Or(tuple(alternatives)) if len(alternatives) > 1 else alternatives[0]


def _one(parser: QueryParser, path: str, text: str, value: object) -> Node:
    field = find_place(parser.scope, parser.definition, path).field
    if not text.strip():
        return parser.condition(path, "is_empty", None)
    if field.has_periods and is_period(text.strip(), parser.scope.habits):
        return parser.condition(path, "within", text.strip())
    return parser.condition(path, default_operator(field), value)


def _is_special(parser: QueryParser, path: str, text: str) -> bool:
    """The text is no value of the field, but says something of it."""
    field = find_place(parser.scope, parser.definition, path).field
    return not text.strip() or (field.has_periods and is_period(text.strip(), parser.scope.habits))

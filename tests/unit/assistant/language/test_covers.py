"""Covers: the cheapest ways to see a message as pieces, with no word left out."""

from hypothesis import given
from hypothesis import strategies as st

from frontdesk.assistant.language.cover import MOST_WAYS, covers

Table = dict[int, list[tuple[int, str, float]]]

LENGTH = 6
COSTS = [0.0, 0.05, 0.2, 0.5, 1.0, 10.0]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Pieces by the place where they begin, each with a name of its own; some end where they must not."""
    found: Table = {}
    for place in range(LENGTH):
        for number in range(draw(st.integers(0, 3))):
            end = draw(st.integers(place - 1, LENGTH + 1))
            found.setdefault(place, []).append((end, f"{place}.{number}-{end}", draw(st.sampled_from(COSTS))))
    return found


def span(piece: str) -> tuple[int, int]:
    begin, end = piece.split("-", 1)
    return int(begin.split(".")[0]), int(end)


def all_ways(table: Table, start: int, length: int) -> list[tuple[float, tuple[str, ...]]]:
    """Every way, tried out one by one."""
    if start == length:
        return [(0.0, ())]
    fitting = [one for one in table.get(start, []) if start < one[0] <= length]
    return [
        (cost + rest, (piece, *pieces)) for end, piece, cost in fitting for rest, pieces in all_ways(table, end, length)
    ]


@given(tables(), st.integers(0, LENGTH))
def test_every_way_leaves_no_word_out_and_every_piece_lies_inside(table: Table, start: int) -> None:
    for end, ways in covers(start, LENGTH, lambda place: table.get(place, [])).items():
        for way in ways:
            edges = [span(piece) for piece in way.pieces]
            assert [begin for begin, _ in edges] + [end] == [start] + [stop for _, stop in edges]


@given(tables())
def test_the_ways_are_the_cheapest_there_are_cheapest_first(table: Table) -> None:
    found = covers(0, LENGTH, lambda place: table.get(place, [])).get(LENGTH, [])
    wanted = sorted(cost for cost, _ in all_ways(table, 0, LENGTH))[:MOST_WAYS]
    assert [round(way.cost, 6) for way in found] == [round(cost, 6) for cost in wanted]
    assert len({way.pieces for way in found}) == len(found)


def test_where_nothing_fits_there_is_no_way() -> None:
    assert LENGTH not in covers(0, LENGTH, lambda place: [(place + 1, "x", 0.0)] if place != 3 else [])


def test_many_pieces_stay_few_ways() -> None:
    found = covers(0, 40, lambda place: [(place + 1, f"{place}.{number}", float(number)) for number in range(9)])[40]
    assert len(found) == MOST_WAYS
    assert found[0].cost == 0.0

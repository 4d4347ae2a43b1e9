"""Search: finds records of all objects by their words, as written, as beginnings, and as they were probably meant."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy import text

from frontdesk.crm.definitions import Definition
from frontdesk.crm.scope import Scope
from frontdesk.crm.search.candidates import statement
from frontdesk.crm.search.ranking import Hit, ranked
from frontdesk.crm.search.spelling import ABOVE, Speller, can_be_mended
from frontdesk.crm.search.wanted import Wanted
from frontdesk.platform.unit_of_work import UnitOfWork

# With fewer hits than this the words may be mistyped, though they are words.
FEW = 3

_SEES_OWN = text(
    "SELECT object FROM crm_visibility WHERE role = current_setting('frontdesk.role', true) AND visibility = 'own'"
)
_PLAN_ONCE = "SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_seqscan = off; SET LOCAL jit = off"
_PLAN_AS_BEFORE = "SET LOCAL plan_cache_mode TO DEFAULT; SET LOCAL enable_seqscan TO DEFAULT; SET LOCAL jit TO DEFAULT"


@dataclass(frozen=True)
class SearchResult:
    """`hits`, the best first. `corrected`: what was searched instead, where nothing was as written."""

    hits: list[Hit]
    corrected: str | None = None


class SearchService:
    """Searches all objects at once."""

    def __init__(self, speller: Speller | None = None):
        self._speller = speller or Speller()

    async def search(
        self, unit: UnitOfWork, scope: Scope, text: str, *, limit: int = 20, objects: Sequence[str] | None = None
    ) -> SearchResult:
        """Up to `limit` hits. `objects`: only of these. Raises UnknownObjectError."""
        wanted = Wanted.of(text)
        definitions = tuple(dict.fromkeys(map(scope.definition, objects))) if objects else tuple(scope.catalogue)
        if not wanted.words:
            return SearchResult([])
        async with _planned_once(unit):
            own = frozenset((await unit.execute(_SEES_OWN)).scalars())
            known = await self._speller.known(unit, wanted.words)
            hits: list[Hit] = []
            # A word that no record ever had needs no search to find nothing.
            if wanted.number or known >= set(filter(can_be_mended, wanted.words)):
                hits = await self._hits(unit, scope, definitions, own, wanted)
            if len(hits) >= FEW:
                return SearchResult(hits[:limit])
            mended = await self._mended(unit, wanted, frozenset(wanted.words) if hits else known)
            if mended is None:
                return SearchResult(hits[:limit])
            more = await self._hits(unit, scope, definitions, own, mended)
        found = {(hit.object, hit.id) for hit in hits}
        all_hits = [*hits, *(hit for hit in more if (hit.object, hit.id) not in found)]
        return SearchResult(all_hits[:limit], None if hits or not more else _corrected(mended, more[0]))

    async def _hits(
        self, unit: UnitOfWork, scope: Scope, definitions: tuple[Definition, ...], own: frozenset[str], wanted: Wanted
    ) -> list[Hit]:
        values = {
            "condition": wanted.condition(unit.workspace_id),
            "patterns": wanted.patterns,
            "beginning": wanted.text,
            "above": ABOVE,
        }
        rows = await unit.execute(statement(definitions, own & {one.name for one in definitions}), values)
        by_name = {definition.name: definition for definition in definitions}
        hits: dict[tuple[str, int], Hit] = {}
        for row in rows.mappings():
            hits[row["object"], row["id"]] = ranked(by_name[row["object"]], row, wanted, scope.habits.now)
        return sorted(hits.values(), key=lambda hit: (-hit.score, hit.object, -hit.id))

    async def _mended(self, unit: UnitOfWork, wanted: Wanted, known: frozenset[str]) -> Wanted | None:
        """What was probably meant; None where nothing else can have been."""
        mendings = await self._speller.mend(unit, wanted.words, wanted.words[-1])
        mended = wanted.mended_by(mendings, known)
        return mended if mended.dropped or any(mendings.values()) else None


@asynccontextmanager
async def _planned_once(unit: UnitOfWork) -> AsyncIterator[None]:
    """Within it a statement is planned once for a connection and reads by indexes alone.

    To plan the statement over all objects takes longer than to run it, and it is made to be as good for all words.
    """
    await unit.connection.exec_driver_sql(_PLAN_ONCE)
    yield
    await unit.connection.exec_driver_sql(_PLAN_AS_BEFORE)


def _corrected(wanted: Wanted, best: Hit) -> str | None:
    """The words by which the best hit was found; None where they are those that were written."""
    meant = [best.meant.get(word) or word for word in wanted.asked]
    return " ".join(meant) if meant != list(wanted.words) else None

"""Search: finds records of all objects by their words, as written, as beginnings, and as they were probably meant."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text

from frontdesk.crm.definitions import Definition
from frontdesk.crm.scope import Scope
from frontdesk.crm.search.candidates import statement
from frontdesk.crm.search.ranking import Hit, ranked
from frontdesk.crm.search.spelling import ABOVE, Speller
from frontdesk.crm.search.wanted import Wanted
from frontdesk.platform.unit_of_work import UnitOfWork

# With fewer hits than this the words may be mistyped, though they are words.
FEW = 3

_SEES_OWN = text(
    "SELECT object FROM crm_visibility WHERE role = current_setting('frontdesk.role', true) AND visibility = 'own'"
)


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
        own = frozenset((await unit.execute(_SEES_OWN)).scalars())
        hits = await self._hits(unit, scope, definitions, own, wanted)
        if len(hits) >= FEW:
            return SearchResult(hits[:limit])
        mended = await self._mended(unit, wanted, is_known=bool(hits))
        if mended is None:
            return SearchResult(hits)
        more = await self._hits(unit, scope, definitions, own, mended)
        known = {(hit.object, hit.id) for hit in hits}
        all_hits = [*hits, *(hit for hit in more if (hit.object, hit.id) not in known)]
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

    async def _mended(self, unit: UnitOfWork, wanted: Wanted, *, is_known: bool) -> Wanted | None:
        """What was probably meant; None where nothing else can have been."""
        mendings = await self._speller.mend(unit, wanted.words, wanted.words[-1])
        known = frozenset(wanted.words) if is_known else await self._speller.known(unit, wanted.words)
        mended = wanted.mended_by(mendings, known)
        return mended if mended.dropped or any(mendings.values()) else None


def _corrected(wanted: Wanted, best: Hit) -> str | None:
    """The words by which the best hit was found; None where they are those that were written."""
    meant = [best.meant.get(word) or word for word in wanted.asked]
    return " ".join(meant) if meant != list(wanted.words) else None

"""Preparation: what must be read before a query can be compiled well."""

from sqlalchemy import text

from frontdesk.crm.query.compilation import Compiler
from frontdesk.crm.query.pointed_at import find_pointed_at
from frontdesk.crm.query.related_titles import find_related
from frontdesk.crm.query.search_terms import search_terms
from frontdesk.crm.query.value import Query
from frontdesk.crm.scope import Scope
from frontdesk.platform.unit_of_work import UnitOfWork

# Statements of lists look alike and are prepared, but how many records match hangs on the values: a plan that is made
# for no values in particular took twice as long on a million records.
_READ = text(
    "SELECT crm_sees_all(:object) AS sees_all, current_staff() AS member, pg_relation_size(CAST(:table AS regclass)) AS"
    " bytes, set_config('plan_cache_mode', 'force_custom_plan', true)"
)
# A table of about 60,000 leads: whatever a query asks, to read all of it takes no longer than to plan with care.
SMALL_BYTES = 32 * 2**20


async def compiler_for(unit: UnitOfWork, scope: Scope, query: Query) -> Compiler:
    """A compiler for the query, in this transaction."""
    row = (await unit.execute(_READ, {"object": query.definition.name, "table": query.definition.table})).one()
    related = await find_related(unit, scope, query.definition, search_terms(query.search))
    # 0 is nobody's id: who is no member of staff owns no records.
    only_of = None if row.sees_all else (row.member or 0)
    is_small = row.bytes <= SMALL_BYTES
    compiler = Compiler(scope, query.definition, unit.workspace_id, related, only_of, is_small=is_small)
    compiler.pointed_at = await find_pointed_at(unit, compiler, query.where)
    return compiler

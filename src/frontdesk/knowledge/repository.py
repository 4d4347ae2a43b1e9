"""Reads and writes sources, uploads and passages."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, delete, func, insert, literal, select, text, update

from frontdesk.knowledge.models import (
    BotSummary,
    NewPassage,
    Passage,
    Source,
    passages,
    sources,
    statistics,
    uploads,
)
from frontdesk.platform.unit_of_work import UnitOfWork

_INSERT_PASSAGES = text(
    """
    INSERT INTO knowledge_passages
        (workspace_id, upload_id, position, kind, title, content, category, external_id, page)
    SELECT :workspace_id, :upload_id, position, :kind, title, content, category, external_id, page
    FROM unnest(CAST(:positions AS integer[]), CAST(:titles AS text[]), CAST(:contents AS text[]),
                CAST(:categories AS text[]), CAST(:external_ids AS text[]), CAST(:pages AS integer[]))
        AS given (position, title, content, category, external_id, page)
    """
)
_COPY_PASSAGES = text(
    """
    INSERT INTO knowledge_passages
        (workspace_id, upload_id, position, kind, title, content, category, external_id, page)
    SELECT workspace_id, :to_upload, position, kind, title, content, category, external_id, page
    FROM knowledge_passages WHERE upload_id = :from_upload
    """
)
_BOT_OF = text(
    "SELECT u.bot_id FROM knowledge_passages p JOIN knowledge_uploads u ON u.id = p.upload_id AND u.is_live"
    " WHERE p.id = :passage_id"
)
_SUMMARIES = text(
    """
    SELECT s.bot_id, count(*) AS sources, coalesce(sum(s.indexed), 0) AS indexed,
           coalesce((SELECT count(*) FROM knowledge_passages p JOIN knowledge_uploads u ON u.id = p.upload_id
                     WHERE u.bot_id = s.bot_id AND u.is_live), 0) AS passages
    FROM knowledge_sources s WHERE s.bot_id = ANY(:bot_ids) GROUP BY s.bot_id
    """
)


class SourceRepository:
    """Statements over sources and their uploads."""

    async def lock(self, unit: UnitOfWork, bot_id: int) -> None:
        """Has others who change the knowledge of this bot wait until this transaction ends."""
        statement = text("SELECT pg_advisory_xact_lock(hashtextextended('knowledge', CAST(:bot_id AS bigint)))")
        await unit.execute(statement, {"bot_id": bot_id})

    async def get(self, unit: UnitOfWork, source_id: int) -> Source | None:
        return await self._one(unit, select(sources).where(sources.c.id == source_id))

    async def with_content(self, unit: UnitOfWork, bot_id: int, sha256: str) -> Source | None:
        same = select(sources).where(sources.c.bot_id == bot_id, sources.c.sha256 == sha256)
        return await self._one(unit, same.order_by(sources.c.id).limit(1))

    async def named(self, unit: UnitOfWork, bot_id: int, name: str) -> Source | None:
        return await self._one(unit, select(sources).where(sources.c.bot_id == bot_id, sources.c.name == name))

    async def _one(self, unit: UnitOfWork, statement: Select[Any]) -> Source | None:
        row = (await unit.execute(statement)).one_or_none()
        return Source(**row._mapping) if row else None

    async def page(self, unit: UnitOfWork, bot_id: int | None, after: int, limit: int) -> tuple[list[Source], int]:
        """Up to `limit` sources with an id above `after`, and how many there are in all."""
        mine = sources.c.bot_id == bot_id if bot_id is not None else literal(True)
        rows = await unit.execute(select(sources).where(mine, sources.c.id > after).order_by(sources.c.id).limit(limit))
        total = await unit.execute(select(func.count()).select_from(sources).where(mine))
        return [Source(**row._mapping) for row in rows], int(total.scalar_one())

    async def insert(self, unit: UnitOfWork, values: dict[str, Any]) -> Source:
        statement = insert(sources).values(workspace_id=unit.workspace_id, **values).returning(*sources.c)
        return Source(**(await unit.execute(statement)).one()._mapping)

    async def update(self, unit: UnitOfWork, source_id: int, values: dict[str, Any]) -> Source | None:
        """The source as changed; None if it is gone."""
        statement = update(sources).where(sources.c.id == source_id).values(**values).returning(*sources.c)
        row = (await unit.execute(statement)).one_or_none()
        return Source(**row._mapping) if row else None

    async def delete(self, unit: UnitOfWork, source_id: int) -> None:
        await unit.execute(delete(sources).where(sources.c.id == source_id))

    async def new_upload(self, unit: UnitOfWork, source: Source, model: str) -> int:
        """Id of an upload that waits to be indexed; it takes the place of one that waited before."""
        waiting = delete(uploads).where(uploads.c.source_id == source.id, uploads.c.is_live.is_(False))
        await unit.execute(waiting)
        statement = insert(uploads).values(
            workspace_id=unit.workspace_id,
            bot_id=source.bot_id,
            source_id=source.id,
            model=model,
            is_live=False,
        )
        return int((await unit.execute(statement.returning(uploads.c.id))).scalar_one())

    async def upload_of(self, unit: UnitOfWork, source_id: int, *, live: bool) -> tuple[int, str] | None:
        """Id and embedding model of the live or of the waiting upload."""
        statement = select(uploads.c.id, uploads.c.model).where(
            uploads.c.source_id == source_id, uploads.c.is_live.is_(live)
        )
        row = (await unit.execute(statement)).one_or_none()
        return (int(row.id), str(row.model)) if row else None

    async def outdated(self, unit: UnitOfWork, bot_id: int, model: str) -> list[int]:
        """Sources that are searched by another embedding model's vectors and do not wait for new ones."""
        waiting = select(uploads.c.source_id).where(uploads.c.is_live.is_(False))
        statement = select(uploads.c.source_id).where(
            uploads.c.bot_id == bot_id,
            uploads.c.is_live,
            uploads.c.model != model,
            uploads.c.source_id.not_in(waiting),
        )
        return [int(source_id) for source_id in (await unit.execute(statement)).scalars()]

    async def go_live(self, unit: UnitOfWork, source_id: int, upload_id: int, model: str) -> None:
        """Removes what the source said before and makes the upload what it says now."""
        await unit.execute(delete(uploads).where(uploads.c.source_id == source_id, uploads.c.id != upload_id))
        await unit.execute(update(uploads).where(uploads.c.id == upload_id).values(is_live=True, model=model))

    async def summaries(self, unit: UnitOfWork, bot_ids: Sequence[int]) -> dict[int, BotSummary]:
        counted = await unit.execute(_SUMMARIES, {"bot_ids": list(bot_ids)})
        known = await unit.execute(
            select(statistics.c.bot_id, statistics.c.calibration).where(statistics.c.bot_id.in_(bot_ids))
        )
        limits = {row.bot_id: row.calibration.get("limit") for row in known}
        found = {bot_id: BotSummary(sources=0, passages=0, indexed=0, limit=None) for bot_id in bot_ids}
        for row in counted:
            found[row.bot_id] = BotSummary(
                sources=row.sources, passages=row.passages, indexed=row.indexed, limit=limits.get(row.bot_id)
            )
        return found


class PassageRepository:
    """Statements over passages."""

    _columns = (
        passages.c.id,
        uploads.c.source_id,
        uploads.c.bot_id,
        sources.c.name.label("source"),
        *(passages.c[name] for name in ("kind", "title", "content", "category", "external_id", "position", "page")),
    )

    async def insert(self, unit: UnitOfWork, upload_id: int, kind: str, found: Sequence[NewPassage]) -> None:
        await unit.execute(
            _INSERT_PASSAGES,
            {
                "workspace_id": unit.workspace_id,
                "upload_id": upload_id,
                "kind": kind,
                "positions": [passage.position for passage in found],
                "titles": [passage.title for passage in found],
                "contents": [passage.content for passage in found],
                "categories": [passage.category for passage in found],
                "external_ids": [passage.external_id for passage in found],
                "pages": [passage.page for passage in found],
            },
        )

    async def copy(self, unit: UnitOfWork, from_upload: int, to_upload: int) -> None:
        await unit.execute(_COPY_PASSAGES, {"from_upload": from_upload, "to_upload": to_upload})

    async def get(self, unit: UnitOfWork, passage_id: int) -> Passage | None:
        """A passage that is searched now; None for one that is not, or not any more."""
        row = (await unit.execute(self._visible().where(passages.c.id == passage_id))).one_or_none()
        return Passage(**row._mapping) if row else None

    async def bot_of(self, unit: UnitOfWork, passage_id: int) -> int | None:
        """The bot that a passage which is searched now belongs to."""
        found: int | None = (await unit.execute(_BOT_OF, {"passage_id": passage_id})).scalar_one_or_none()
        return found

    async def page(self, unit: UnitOfWork, source_id: int, after: int, limit: int) -> tuple[list[Passage], int]:
        """Passages of a source after position `after`, in the order of the file, and how many it has in all."""
        mine = self._visible().where(uploads.c.source_id == source_id)
        rows = await unit.execute(mine.where(passages.c.position > after).order_by(passages.c.position).limit(limit))
        total = await unit.execute(select(func.count()).select_from(mine.subquery()))
        return [Passage(**row._mapping) for row in rows], int(total.scalar_one())

    def _visible(self) -> Select[Any]:
        joined = passages.join(uploads, uploads.c.id == passages.c.upload_id).join(
            sources, sources.c.id == uploads.c.source_id
        )
        return select(*self._columns).select_from(joined).where(uploads.c.is_live)

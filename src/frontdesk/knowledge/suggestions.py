"""Questions to suggest: those that the bot's FAQs answer."""

from collections.abc import Collection

from sqlalchemy import text

from frontdesk.platform.unit_of_work import UnitOfWork

_NEAR = text(
    """
    SELECT p.title FROM knowledge_vectors v JOIN knowledge_passages p ON p.id = v.passage_id
    CROSS JOIN (SELECT embedding, dimension FROM knowledge_vectors
                WHERE passage_id = :near AND bot_id = :bot_id) AS shown
    WHERE v.bot_id = :bot_id
      AND v.upload_id = ANY(ARRAY(SELECT id FROM knowledge_uploads WHERE bot_id = :bot_id AND is_live))
      AND v.dimension = shown.dimension AND v.passage_id <> :near AND p.kind = 'faq'
      AND NOT lower(p.title) = ANY(CAST(:exclude AS text[]))
    ORDER BY v.embedding <#> shown.embedding, p.id LIMIT :limit
    """
)
_OPENING = text(
    """
    SELECT title FROM (
        SELECT p.title, p.id, row_number() OVER (PARTITION BY p.category ORDER BY p.upload_id, p.position) AS turn
        FROM knowledge_passages p
        WHERE p.upload_id = ANY(ARRAY(SELECT id FROM knowledge_uploads WHERE bot_id = :bot_id AND is_live))
          AND p.kind = 'faq' AND p.position < 200 AND NOT lower(p.title) = ANY(CAST(:exclude AS text[]))
    ) AS in_turn ORDER BY turn, id LIMIT :limit
    """
)


class SuggestionRepository:
    """Reads questions of FAQs."""

    async def questions(
        self, unit: UnitOfWork, bot_id: int, near: int | None, exclude: Collection[str], limit: int
    ) -> list[str]:
        """Distinct questions: the nearest to passage `near`, else the first of each category in turn."""
        parameters = {
            "bot_id": bot_id,
            "near": near,
            "exclude": [question.lower() for question in exclude],
            # A few more than asked for: the same question may stand in two sources.
            "limit": limit * 2 + 2,
        }
        if near is None:
            del parameters["near"]
        rows = await unit.execute(_OPENING if near is None else _NEAR, parameters)
        distinct = {title.lower(): title for title in reversed(rows.scalars().all())}
        return list(reversed(distinct.values()))[:limit]

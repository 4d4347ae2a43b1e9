"""Questions to begin with: those that the bot's FAQs answer."""

from sqlalchemy import text

from frontdesk.platform.unit_of_work import UnitOfWork

_OPENING = text(
    """
    SELECT title FROM (
        SELECT p.title, p.id, row_number() OVER (PARTITION BY p.category ORDER BY p.upload_id, p.position) AS turn
        FROM knowledge_passages p
        WHERE p.upload_id = ANY(ARRAY(SELECT id FROM knowledge_uploads WHERE bot_id = :bot_id AND is_live))
          AND p.kind = 'faq' AND p.position < 200
    ) AS in_turn ORDER BY turn, id LIMIT :limit
    """
)


class SuggestionRepository:
    """Reads questions of FAQs."""

    async def opening(self, unit: UnitOfWork, bot_id: int, limit: int) -> list[str]:
        """Distinct questions: the first of each category in turn."""
        # A few more than asked for: the same question may stand in two sources.
        rows = await unit.execute(_OPENING, {"bot_id": bot_id, "limit": limit * 2 + 2})
        distinct = {title.lower(): title for title in reversed(rows.scalars().all())}
        return list(reversed(distinct.values()))[:limit]

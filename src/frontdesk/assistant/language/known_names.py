"""Known names: conditions and records that words mean because some record bears them as a name or a text."""

from collections.abc import Iterator

from frontdesk.assistant.language import conditions
from frontdesk.assistant.language.conditions import condition
from frontdesk.assistant.language.evidence import MOST_RECORDS, Evidence, Named
from frontdesk.assistant.language.field_values import FieldValues
from frontdesk.assistant.language.object_facts import owner_texts
from frontdesk.assistant.language.pieces import Cond, Record
from frontdesk.assistant.language.words import Word
from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Relation

Found = Iterator[tuple[int, Cond, float]]

PREPOSITIONS = (Word.IN, Word.FROM, Word.OF, Word.FOR, Word.BY, Word.WITH, Word.ABOUT, Word.IS, Word.OWNED)


class KnownNames(FieldValues):
    """Finds what the database knows of the words."""

    def _evidence(self, place: int) -> Found:
        for start in self.ground.past(place, *PREPOSITIONS):
            for end, evidence in self.ground.evidence_at(self.definition.name, start):
                plain = 0.3 * self.ground.is_plain(start, end)
                # A colleague's own name means the colleague, whoever else bears a part of it.
                is_part = not any(one.whole for one in evidence.named)
                plain += 0.3 * (is_part and len(self.ground.colleagues_named(start, end)) == 1)
                for cond, cost in self._known(evidence):
                    yield end, cond, cost + 0.05 * (start == place) + plain
                    yield from self._with_field_word(end, cond, cost)
                yield from self._named_as(end, evidence)
            for end, colleagues in self.colleagues_at(start):
                yield end, Cond(self._whose(colleagues)), 1.1 if self._is_colleague(colleagues, start, end) else 1.25

    def _with_field_word(self, end: int, cond: Cond, cost: float) -> Found:
        """`the Security category`: a value and then the word for its field."""
        for path in _paths(cond):
            own, _, inner = path.partition(".") if path not in self.definition.by_path else (path, "", "")
            relation = self.definition.by_path.get(own) if inner else None
            words = self.ground.lexicon.of(relation.object) if isinstance(relation, Relation) else self.words
            for after, name in words.fields.at(self.ground.tokens, end):
                if name == (inner or own):
                    yield after, cond, cost - 0.3
                    return

    def _named_as(self, end: int, evidence: Evidence) -> Found:
        """`the Course places pipeline`: a name and then what it is the name of."""
        for after, name in self.ground.lexicon.objects.at(self.ground.tokens, end) if end < self.ground.length else ():
            for relation in self.definition.relations:
                named = evidence.of(name) if relation.object == name else []
                if named:
                    yield after, Cond(conditions.is_in(relation.path, [one.id for one in named]), relation.path), 0.7

    def _known(self, evidence: Evidence) -> Iterator[tuple[Cond, float]]:
        own = [one for one in evidence.stored if "." not in one.path]
        for stored in own:
            if stored.path not in {one.name for one in owner_texts(self.definition)}:
                yield Cond(condition(stored.path, "eq", stored.text), stored.path), 0.9
        for relation in self.definition.relations:
            named = evidence.of(relation.object)
            if named and not named[0].whole and len(named) >= MOST_RECORDS:
                continue
            other = self.ground.scope.definition(relation.object)
            if named and _is_name(named, other):
                people = tuple((one.object, one.id, one.title) for one in named) if _are_people(named, other) else ()
                where = conditions.is_in(relation.path, [one.id for one in named])
                yield Cond(where, relation.path, people), _named_cost(named)
        hops = [one for one in evidence.stored if "." in one.path]
        for label in dict.fromkeys(one.path.split(".", 1)[1] for one in hops):
            same = [one for one in hops if one.path.split(".", 1)[1] == label]
            yield Cond(conditions.any_of([condition(one.path, "eq", one.text) for one in same])), 1.4

    def records_at(self, place: int) -> Iterator[tuple[int, Record, float]]:
        """Records of this object itself, by their titles."""
        for end, evidence in self.ground.evidence_at(self.definition.name, place):
            named = evidence.of(self.definition.name)
            if named and not named[0].whole and len(named) >= MOST_RECORDS:
                # More may bear the word than were read: it is no name.
                continue
            if named and (named[0].begins or not self.ground.is_plain(place, end)):
                record = Record(tuple(one.id for one in named), tuple(one.title for one in named))
                yield end, record, _named_cost(named) + 0.2 + 0.8 * (not named[0].begins)


def _paths(cond: Cond) -> list[str]:
    parts = cond.where.get("or", [cond.where])
    return [part["field"] for part in parts if "field" in part]


def _are_people(named: list[Named], definition: Definition) -> bool:
    """Whether these are several persons: of one name they are still not one."""
    return len(named) > 1 and definition.likeness is not None


def _is_name(named: list[Named], definition: Definition) -> bool:
    """People are called by any of their names, all else by how its name begins."""
    return named[0].whole or definition.likeness is not None or all(one.begins for one in named)


def _named_cost(named: list[Named]) -> float:
    if named[0].whole:
        return 0.9
    return 1.1 if all(one.begins for one in named) else 1.3

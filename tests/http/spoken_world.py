"""A small workspace to speak of, and one member of staff who speaks in one session of the assistant."""

from dataclasses import dataclass, field
from typing import Any

from tests.conftest import Running, Staff
from tests.http.crm import LEAST, add

# A Wednesday.
NOW = "2026-03-11T10:00:00+00:00"
WRITTEN = tuple(LEAST)


@dataclass
class World:
    """Records by short names; `ids` by those names."""

    owner: Staff
    ids: dict[str, int] = field(default_factory=dict)

    def add(self, short: str, object: str, **values: Any) -> int:
        self.ids[short] = add(self.owner, object, **values)["id"]
        return self.ids[short]

    def of(self, *shorts: str) -> list[int]:
        return [self.ids[short] for short in shorts]

    def get(self, object: str, short: str) -> dict[str, Any]:
        found: dict[str, Any] = self.owner.get(f"/api/v1/{object}/{self.ids[short]}").json()
        return found

    def talk(self, staff: Staff | None = None) -> "Talk":
        return Talk(staff or self.owner)


@dataclass
class Talk:
    """One member of staff in one session."""

    staff: Staff
    session_id: str | None = None

    def say(self, message: str) -> dict[str, Any]:
        """The turn that answers the message."""
        body = {"message": message, **({"session_id": self.session_id} if self.session_id else {})}
        answer = self.staff.post("/api/v1/chat", json=body)
        assert answer.status_code == 200, answer.text
        turn: dict[str, Any] = answer.json()
        self.session_id = turn["session_id"]
        return turn

    def shown(self, message: str) -> list[int]:
        """The ids of the records that are shown for it."""
        turn = self.say(message)
        assert turn["outcome"] == "answered", turn["response"]
        assert turn["records"] is not None, turn["response"]
        ids: list[int] = turn["records"]["ids"]
        assert turn["records"]["total"] == len(ids)
        return ids


def small_world(running: Running) -> World:
    """Two dozen linked records of most objects."""
    world = World(running.found())
    course = world.add("data", "courses", title="Data Science", fee=1500)
    _leads(world, course)
    world.add("sara", "contacts", first_name="Sara", last_name="Khan", email="sara@example.com", city="Mumbai")
    world.add("omar", "contacts", first_name="Omar", last_name="Aziz", city="Delhi", vip=True)
    pipeline = world.add("sales", "pipelines", name="Sales")
    deals = (("seats", "Ten seats", "won", 4000, "sara"), ("lab", "Lab lease", "proposal", 900, "omar"))
    for short, title, status, value, contact in deals:
        of = {"pipeline_id": pipeline, "contact_id": world.ids[contact]}
        world.add(short, "deals", title=title, status=status, value=value, **of)
    world.add("call", "tasks", title="Call the bank", due_date="2026-03-11T15:00:00+00:00")
    world.add("late", "tasks", title="Print badges", due_date="2026-03-09T15:00:00+00:00")
    world.add("next", "tasks", title="Book the hall", due_date="2026-03-20T15:00:00+00:00", priority="high")
    world.add("spring", "campaigns", name="Spring fair", status="active", budget=2000)
    world.add("autumn", "campaigns", name="Autumn mailing", status="paused", budget=500)
    world.add("laura", "trainers", name="Laura Smith", city="New York")
    world.add("nils", "trainers", name="Nils Berg", city="Oslo", status="inactive")
    batch = world.add("march", "batches", name="March evening", course_id=course, trainer_id=world.ids["laura"])
    world.add("tom", "learners", name="Tom Okafor", batch_id=batch, course_id=course)
    world.add("eva", "learners", name="Eva Lind", course_id=course)
    world.add("talked", "calls", direction="outbound", lead_id=world.ids["guna"], notes="Asked for a timetable")
    return world


def _leads(world: World, course: int) -> None:
    rows: list[tuple[str, dict[str, Any]]] = [
        ("guna", {"name": "Guna Sekar", "email": "guna@example.com", "city": "Pune", "source": "website",
                  "value": 10_000, "next_follow_up": "2026-03-11T09:00:00+00:00", "course_id": course}),
        ("john", {"name": "John Carter", "email": "john@example.com", "city": "Mumbai", "lead_status": "Contacted",
                  "source": "referral", "value": 25_000, "next_follow_up": "2026-03-11T16:00:00+00:00"}),
        ("asha", {"name": "Asha Rao", "city": "Pune", "lead_status": "Lost", "source": "event", "value": 5_000,
                  "next_follow_up": "2026-03-10T09:00:00+00:00"}),
        ("meera", {"name": "Meera Nair", "email": "meera@example.com", "city": "Delhi", "lead_status": "Qualified",
                   "source": "website", "value": 60_000, "opportunity_status": "Visiting"}),
        ("kofi", {"name": "Kofi Mensah", "city": "Pune", "lead_status": "Qualified", "value": 40_000,
                  "next_follow_up": "2026-03-18T09:00:00+00:00", "source": "referral"}),
    ]  # fmt: skip
    for short, values in rows:
        world.add(short, "leads", **values)


def everything(staff: Staff) -> list[tuple[Any, ...]]:
    """All records as they are, and how many proposals there are: to see that nothing was written or proposed."""
    parts = [f"SELECT '{name}', id, version, deleted_at FROM {name} WHERE workspace_id = mine.id" for name in WRITTEN]
    parts.append("SELECT 'proposals', count(*), 0, NULL FROM crm_proposals WHERE workspace_id = mine.id")
    return staff.running.rows(
        "SELECT found.* FROM (SELECT workspace_id AS id FROM users WHERE email = %s) AS mine,"
        f" LATERAL ({' UNION ALL '.join(parts)}) AS found ORDER BY 1, 2",
        staff.email,
    )


def records(staff: Staff) -> list[tuple[Any, ...]]:
    """All records as they are."""
    return [row for row in everything(staff) if row[0] != "proposals"]

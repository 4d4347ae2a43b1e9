"""What stands in the rows of each object that the demo is filled with: plausible values in plausible shares."""

from frontdesk.cli.demo.filling.block import Block, Columns, Maker, texts_of
from frontdesk.cli.demo.records.people import content
from frontdesk.cli.demo.records.prospects import SOURCES

# What part of all records each object gets, in hundredths; those that others point at come first.
SHARES = {
    "leads": 60, "contacts": 15, "deals": 5, "tasks": 5, "calls": 4, "activities": 3, "notes": 2, "emails": 2,
    "learners": 2, "meetings": 1, "messages": 1,
}  # fmt: skip

STATUSES = {"New": 18, "Contacted": 22, "Qualified": 14, "Nurturing": 12, "Converted": 14, "Closed": 8, "Lost": 12}
OPPORTUNITIES = {"None": 60, "Visiting": 12, "Visited": 8, "Demo": 8, "Proposal": 7, "Negotiation": 5}
DEAL_STATUSES = {"lead": 18, "qualified": 18, "proposal": 16, "negotiation": 10, "won": 24, "lost": 14}
TASK_STATUSES = {"todo": 30, "in_progress": 10, "completed": 54, "cancelled": 6}
OUTCOMES = {"answered": 52, "no_answer": 27, "voicemail": 11, "busy": 7, "wrong_number": 3}


def _leads(block: Block) -> Columns:
    who, texts = block.people(), content("texts.json")
    return {
        "name": who.name(),
        "email": block.some(0.92, who.email()),
        "phone": block.some(0.85, who.phone()),
        "company": block.some(0.6, who.company()),
        "position": block.some(0.7, block.pick(texts["positions"])),
        "city": who.city(),
        "country": who.country(),
        "source": block.pick(SOURCES),
        "lead_status": block.pick(STATUSES),
        "opportunity_status": block.pick(OPPORTUNITIES),
        "lead_owner": block.pick([name for _, name in block.world.staff]),
        "value": block.some(0.9, block.money(1_800)),
        "next_follow_up": block.some(0.35, block.around_now(20, 45)),
        "last_contacted_at": block.some(0.7, block.after_made(90)),
        "campaign_id": block.some(0.25, block.link("campaigns")),
        "course_id": block.some(0.9, block.link("courses")),
    }


def _contacts(block: Block) -> Columns:
    who, texts = block.people(), content("texts.json")
    return {
        "first_name": who.first(),
        "last_name": who.last(),
        "email": block.some(0.95, who.email()),
        "phone": block.some(0.85, who.phone()),
        "company": block.some(0.6, who.company()),
        "position": block.some(0.6, block.pick(texts["positions"])),
        "city": who.city(),
        "country": who.country(),
        "vip": block.pick({"f": 95, "t": 5}),
    }


def _deals(block: Block) -> Columns:
    courses = [course["title"] for course in content("offering.json")["courses"]]
    statuses, closed = block.pick(DEAL_STATUSES), block.after_made(60)
    buyers = block.people().company()
    return {
        "title": [f"{buyer}: {course}" for buyer, course in zip(buyers, block.pick(courses), strict=True)],
        "value": block.money(4_000),
        "currency": ["EUR"] * block.count,
        "status": statuses,
        "pipeline_id": block.link("pipelines"),
        "contact_id": block.some(0.6, block.link("contacts")),
        "lead_id": block.some(0.6, block.link("leads")),
        "expected_close": block.days_around_now(300, 90),
        "closed_at": _where(statuses, ("won", "lost"), closed),
    }


def _tasks(block: Block) -> Columns:
    statuses, ended = block.pick(TASK_STATUSES), block.after_made(30)
    words = [task["title"].split(" {")[0] for task in content("texts.json")["tasks"]]
    titles = [f"{word} {name}" for word, name in zip(block.pick(words), block.people().name(), strict=True)]
    return {
        "title": titles,
        "priority": block.pick({"low": 20, "medium": 50, "high": 22, "urgent": 8}),
        "status": statuses,
        "is_completed": ["t" if status == "completed" else "f" for status in statuses],
        "due_date": block.some(0.95, block.around_now(200, 30)),
        "completed_at": _where(statuses, ("completed",), ended),
        "lead_id": block.some(0.6, block.link("leads")),
        "deal_id": block.some(0.2, block.link("deals")),
        "assignee": block.pick([name for _, name in block.world.staff]),
    }


def _calls(block: Block) -> Columns:
    outcomes = block.pick(OUTCOMES)
    return {
        "direction": block.pick({"outbound": 75, "inbound": 25}),
        "outcome": outcomes,
        "duration_seconds": _where(outcomes, ("answered",), block.whole(30, 1_800), "0"),
        "lead_id": block.some(0.8, block.link("leads")),
        "contact_id": block.some(0.2, block.link("contacts")),
        "notes": block.some(0.5, _said(block, content("texts.json")["call_notes"]["answered"])),
        "started_at": texts_of(block.made),
    }


def _activities(block: Block) -> Columns:
    known = content("texts.json")["activities"]
    places = [int(place) for place in block.whole(0, len(known))]
    subjects = _said(block, [one["subject"] for one in known])
    return {
        "activity_type": [known[place]["activity_type"] for place in places],
        "subject": subjects,
        "lead_id": block.some(0.8, block.link("leads")),
        "contact_id": block.some(0.2, block.link("contacts")),
        "occurred_at": texts_of(block.made),
    }


def _notes(block: Block) -> Columns:
    texts = content("texts.json")
    return {
        "content": _said(block, [*texts["notes"], *texts["price_notes"]]),
        "lead_id": block.some(0.8, block.link("leads")),
        "contact_id": block.some(0.2, block.link("contacts")),
        "author": block.pick([name for _, name in block.world.staff]),
    }


def _emails(block: Block) -> Columns:
    directions = block.pick({"sent": 65, "received": 35})
    subjects = _said(block, [one["subject"] for one in content("texts.json")["emails_sent"]])
    return {
        "subject": subjects,
        "direction": directions,
        "status": directions,
        "to_email": block.people().email(),
        "lead_id": block.some(0.8, block.link("leads")),
        "sent_at": texts_of(block.made),
    }


def _learners(block: Block) -> Columns:
    who = block.people()
    return {
        "name": who.name(),
        "email": who.email(),
        "phone": block.some(0.8, who.phone()),
        "city": who.city(),
        "country": who.country(),
        "course_id": block.link("courses"),
        "batch_id": block.link("batches"),
        "status": block.pick({"enrolled": 12, "active": 28, "completed": 50, "dropped": 10}),
        "enrolled_on": [moment[:10] for moment in texts_of(block.made)],
        "progress": block.whole(0, 101),
    }


def _meetings(block: Block) -> Columns:
    texts = content("texts.json")
    return {
        "title": _said(block, texts["meetings"]),
        "status": block.pick({"scheduled": 30, "completed": 55, "cancelled": 8, "no_show": 7}),
        "scheduled_at": block.around_now(300, 30),
        "duration_minutes": block.pick(["30", "45", "60"]),
        "location": block.pick(texts["places"]),
        "lead_id": block.some(0.8, block.link("leads")),
    }


def _messages(block: Block) -> Columns:
    texts = content("texts.json")
    return {
        "channel": block.pick({"whatsapp": 6, "sms": 3, "chat": 2}),
        "direction": block.pick({"sent": 55, "received": 45}),
        "body": _said(block, [*texts["messages_sent"], *texts["messages_received"]]),
        "lead_id": block.some(0.9, block.link("leads")),
        "sent_at": texts_of(block.made),
    }


def _said(block: Block, texts: list[str]) -> list[str]:
    """The texts, about some course and somebody."""
    courses = [course["title"] for course in content("offering.json")["courses"]]
    words = zip(block.pick(texts), block.pick(courses), block.people().first(), strict=True)
    about = {"company": "the employer", "city": "town", "fee": "990", "staff": "Amara", "name": "them"}
    return [text.format(course=course, first=first, **about) for text, course, first in words]


def _where(column: list[str], wanted: tuple[str, ...], values: list[str], otherwise: str = "\\N") -> list[str]:
    """The values in the rows in which the column has one of the wanted words."""
    return [value if word in wanted else otherwise for word, value in zip(column, values, strict=True)]


MAKERS: dict[str, Maker] = {
    "leads": _leads, "contacts": _contacts, "deals": _deals, "tasks": _tasks, "calls": _calls,
    "activities": _activities, "notes": _notes, "emails": _emails, "learners": _learners, "meetings": _meetings,
    "messages": _messages,
}  # fmt: skip

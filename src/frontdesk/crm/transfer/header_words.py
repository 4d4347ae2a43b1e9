"""What columns are called: by people, and in the exports of other programs."""

import re
from collections.abc import Iterator

from frontdesk.crm.catalogue import Catalogue
from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Field, Relation
from frontdesk.crm.text_folding import words_of

# By the name of a field, whichever object it belongs to; words are compared without case and marks.
USUAL_NAMES: dict[str, tuple[str, ...]] = {
    "name": (
        "full name", "lead name", "contact name", "customer name", "client name", "student name", "candidate name",
        "applicant name", "person name", "display name", "name of student", "name of candidate", "your name", "person",
        "prospect name", "participant name", "teacher name",
    ),
    "first_name": ("first name", "given name", "fname", "forename", "vorname", "prenom", "nombre", "full name", "name"),
    "last_name": ("last name", "surname", "family name", "lname", "second name", "nachname", "apellido", "apellidos"),
    "email": (
        "e mail", "mail", "email id", "mail id", "email address", "e mail address", "primary email", "work email",
        "business email", "personal email", "contact email", "email 1", "e mail 1 value", "email 1 value", "correo",
        "your email", "emailaddress", "email addresses",
    ),
    "phone": (
        "mobile", "mobile no", "mobile number", "mobile phone", "mob", "mob no", "phone no", "phone number", "tel",
        "telephone", "telephone number", "telefon", "telefono", "contact no", "contact number", "contact phone", "cell",
        "cell phone", "cell number", "whatsapp", "whatsapp no", "whatsapp number", "business phone", "work phone",
        "primary phone", "home phone", "phone 1", "phone 1 value", "handy", "your phone",
    ),
    "company": (
        "company name", "account", "account name", "organization", "organisation", "organization name",
        "organisation name", "associated company", "employer", "business name", "firm", "firma", "institution",
        "college", "organization 1 name", "empresa",
    ),
    "position": (
        "job title", "title", "designation", "role", "occupation", "profession", "organization 1 title", "function",
    ),
    "city": (
        "town", "location", "mailing city", "billing city", "address city", "home city", "business city", "ort",
        "stadt", "ciudad", "ville", "place",
    ),
    "country": (
        "nation", "country region", "mailing country", "billing country", "country name", "home country", "land",
        "business country", "pais",
    ),
    "source": (
        "lead source", "original source", "source of lead", "how did you hear about us", "utm source", "channel",
        "enquiry source", "came from", "origin",
    ),
    "lead_status": ("status", "lead status", "stage", "lifecycle stage", "lead stage", "state"),
    "opportunity_status": ("opportunity stage", "opportunity status"),
    "status": ("stage", "deal stage", "state", "sales stage", "task status", "stage name"),
    "lead_owner": ("salesperson", "sales rep", "handled by", "counsellor", "counselor", "representative"),
    "owner_id": (
        "owner", "record owner", "contact owner", "account owner", "deal owner", "opportunity owner", "owner name",
        "owner email", "lead owner", "task owner",
    ),
    "value": (
        "amount", "deal amount", "deal value", "lead value", "expected revenue", "opportunity amount", "revenue",
        "worth", "estimated value", "deal size", "budget", "total", "price",
    ),
    "currency": ("currency code", "deal currency", "currency iso code"),
    "fee": ("price", "course fee", "fees", "amount", "cost"),
    "hourly_rate": ("rate", "rate per hour", "fee per hour"),
    "budget": ("budgeted cost", "amount", "planned budget"),
    "next_follow_up": (
        "follow up", "follow up date", "followup date", "next follow up date", "next followup", "next activity date",
        "next call", "call back date", "callback", "next step date", "next contact date",
    ),
    "last_contacted_at": ("last contacted", "last contact", "last contact date", "last activity date", "last activity"),
    "expected_close": (
        "close date", "closing date", "expected close date", "estimated close date", "closing", "expected closing",
    ),
    "closed_at": ("closed on", "closed date", "date closed", "won time", "actual close date"),
    "due_date": ("due", "due on", "due by", "deadline", "task due date", "date due"),
    "completed_at": ("completed date", "date completed", "done on"),
    "assignee": ("assigned to", "assigned", "responsible", "task owner"),
    "title": (
        "name", "subject", "deal name", "opportunity name", "task", "task name", "course", "course name",
        "course title", "deal", "topic", "summary",
    ),
    "subject": ("title", "topic", "summary", "about"),
    "description": ("details", "about", "notes", "summary", "comments"),
    "notes": (
        "remarks", "remark", "comments", "comment", "note", "description", "details", "message", "notizen", "about",
    ),
    "content": ("note", "notes", "text", "body", "note body", "note content", "comment"),
    "body": ("text", "content", "message", "message body", "email body"),
    "code": ("course code", "sku", "short name"),
    "duration_weeks": ("weeks", "duration", "duration in weeks", "length"),
    "duration_minutes": ("minutes", "duration", "duration in minutes", "length"),
    "duration_seconds": ("seconds", "duration", "call duration", "duration in seconds"),
    "start_date": ("start", "starts", "starts on", "from", "begin", "begin date", "start on"),
    "end_date": ("end", "ends", "ends on", "to", "until", "finish date"),
    "capacity": ("seats", "max students", "size", "places", "strength"),
    "enrolled_on": ("enrolment date", "enrollment date", "enrolled", "joined", "joining date", "date of joining"),
    "progress": ("completion", "percent complete", "progress percent", "completed percent"),
    "specialization": ("specialisation", "speciality", "specialty", "expertise", "skills", "subject", "subjects"),
    "scheduled_at": ("when", "date", "start", "start time", "meeting time", "meeting date", "date and time"),
    "started_at": ("when", "date", "call time", "call date", "start time"),
    "occurred_at": ("when", "date", "activity date", "time"),
    "sent_at": ("when", "date", "sent", "sent on", "date sent"),
    "from_email": ("from", "sender", "from address"),
    "to_email": ("to", "recipient", "to address"),
    "vip": ("is vip", "important", "key account", "key contact"),
    "channel": ("type", "medium", "campaign type"),
    "id": ("record id", "frontdesk id"),
}  # fmt: skip

_HINT = re.compile(r"\([^)]*\)|\[[^\]]*\]|\*")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def plain_header(header: str) -> str:
    """A column's name to compare: `E-mail Address *` is `e mail address`, `FirstName (given)` is `first name`."""
    return " ".join(words_of(_HUMP.sub(" ", _HINT.sub(" ", header)))) or " ".join(words_of(header))


def names_of(field: Field, definition: Definition, catalogue: Catalogue) -> dict[str, float]:
    """What a column for the field may be called, and how surely it then is for it (0 to 1)."""
    sureness: dict[str, float] = {}
    for name, sure in _names(field, catalogue):
        plain = plain_header(name)
        for called in (plain, *_with_object(plain, definition)):
            own = sure if called == plain else sure - 0.02
            sureness[called] = max(own, sureness.get(called, 0))
    sureness.pop("", None)
    return sureness


def _names(field: Field, catalogue: Catalogue) -> Iterator[tuple[str, float]]:
    yield field.path, 1.0
    yield field.name, 0.99
    yield field.words, 0.98
    for synonym in field.synonyms:
        yield synonym, 0.94
    if isinstance(field, Relation):
        target = catalogue.get(field.object)
        called = (field.words, field.name.removesuffix("_id"), target.label, *target.synonyms)
        for name in called:
            yield from ((name, 0.93), (f"{name} name", 0.92), (f"{name} title", 0.92), (f"{name} id", 0.92))
    elif not field.own:
        for name in USUAL_NAMES.get(field.name, ()):
            yield name, 0.9


def _with_object(name: str, definition: Definition) -> Iterator[str]:
    """`phone` of a lead is also called `lead phone`."""
    for object_name in {definition.label.lower(), *definition.synonyms}:
        yield f"{object_name} {name}"

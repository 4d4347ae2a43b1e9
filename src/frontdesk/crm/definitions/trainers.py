"""Trainers: who teaches."""

from frontdesk.crm.definitions.definition import Definition, Likeness, Title
from frontdesk.crm.definitions.ways_to_reach import MAIL_WORDS, PHONE_WORDS
from frontdesk.crm.fields import Choice, Email, Money, Phone, Text, options

TRAINERS = Definition(
    name="trainers",
    label="Trainer",
    label_plural="Trainers",
    icon="presentation",
    description="Who teaches, what and where.",
    title=Title(("name",)),
    synonyms=("trainer", "teacher", "instructor", "tutor", "faculty"),
    list_columns=("name", "specialization", "email", "phone", "city", "status", "hourly_rate"),
    fields=(
        Text(name="name", required=True, searchable=True, indexed=True),
        Email(name="email", searchable=True, indexed=True, synonyms=MAIL_WORDS),
        Phone(
            name="phone",
            searchable=True,
            indexed=True,
            synonyms=PHONE_WORDS,
        ),
        Text(
            name="specialization",
            searchable=True,
            indexed=True,
            synonyms=(
                "specialisation",
                "speciality",
                "subject",
                "teaches",
                "expertise",
                "specialises in",
                "specializes in",
            ),
        ),
        Text(name="city", searchable=True, indexed=True, synonyms=("town", "location")),
        Text(name="country", indexed=True),
        Choice(
            name="status",
            default="active",
            choices=options("active", "inactive", active="green", inactive="gray"),
            synonyms=("state",),
        ),
        Money(
            name="hourly_rate",
            indexed=True,
            synonyms=(
                "rate",
                "price per hour",
                "per hour",
                "an hour",
                "hourly",
                "charge",
                "charges",
                "charging",
                "cost",
                "costs",
            ),
        ),
    ),
    likeness=Likeness(certain=("email", "phone"), name=("name",), beside=("city", "specialization")),
)

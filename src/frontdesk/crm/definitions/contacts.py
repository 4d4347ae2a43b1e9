"""Contacts: people whom the company knows."""

from frontdesk.crm.definitions.definition import Definition, Likeness, Title
from frontdesk.crm.definitions.ways_to_reach import MAIL_WORDS, PHONE_WORDS
from frontdesk.crm.fields import Boolean, Email, LongText, Phone, Text

CONTACTS = Definition(
    name="contacts",
    label="Contact",
    label_plural="Contacts",
    icon="address-book",
    description="People whom you know: customers, partners, parents.",
    title=Title(("first_name", "last_name")),
    synonyms=("contact", "customer", "client"),
    list_columns=("first_name", "last_name", "email", "phone", "company", "city", "owner_id"),
    fields=(
        Text(name="first_name", required=True, searchable=True, indexed=True, synonyms=("given name",)),
        Text(name="last_name", required=True, searchable=True, indexed=True, synonyms=("surname", "family name")),
        Email(name="email", unique=True, searchable=True, indexed=True, synonyms=MAIL_WORDS),
        Phone(
            name="phone",
            searchable=True,
            indexed=True,
            synonyms=PHONE_WORDS,
        ),
        Text(name="company", searchable=True, indexed=True, synonyms=("organisation", "organization", "employer")),
        Text(name="position", searchable=True, synonyms=("job title", "role", "designation")),
        Text(name="city", searchable=True, indexed=True, synonyms=("town", "location")),
        Text(name="country", indexed=True),
        Boolean(name="vip", label="VIP"),
        LongText(name="notes"),
    ),
    has_timeline=True,
    likeness=Likeness(
        certain=("email", "phone"), name=("first_name", "last_name"), beside=("company", "city", "phone")
    ),
)

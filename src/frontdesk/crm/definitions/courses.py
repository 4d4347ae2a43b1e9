"""Courses: what is taught."""

from frontdesk.crm.definitions.definition import Definition, Title
from frontdesk.crm.fields import Choice, Integer, LongText, Money, Text, options

COURSES = Definition(
    name="courses",
    label="Course",
    label_plural="Courses",
    icon="school",
    description="What is taught: content, length and fee.",
    title=Title(("title",)),
    synonyms=("course", "program", "programme", "training"),
    path_aliases=("Course",),
    list_columns=("title", "code", "category", "level", "duration_weeks", "fee", "status"),
    fields=(
        Text(name="title", required=True, searchable=True, indexed=True, synonyms=("name",)),
        Text(name="code", searchable=True, indexed=True, max_length=40),
        Text(name="category", searchable=True, indexed=True, synonyms=("subject", "area")),
        Choice(name="level", choices=options("beginner", "intermediate", "advanced")),
        Integer(name="duration_weeks", label="Weeks", minimum=0, maximum=1_000, synonyms=("duration", "length")),
        Money(name="fee", indexed=True, synonyms=("price", "cost", "costs")),
        Choice(
            name="status",
            default="draft",
            choices=options("draft", "open", "closed", draft="gray", open="green", closed="red"),
            synonyms=("state",),
        ),
        LongText(name="description", searchable=True),
    ),
)

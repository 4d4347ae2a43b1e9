"""Batches: one run of a course, with its trainer and its dates."""

from frontdesk.crm.definitions.definition import Board, Definition, Title
from frontdesk.crm.fields import Choice, Date, Integer, Relation, Text, also_called, options

BATCHES = Definition(
    name="batches",
    label="Batch",
    label_plural="Batches",
    icon="calendar-event",
    description="One run of a course, with its trainer and its dates.",
    title=Title(("name",)),
    synonyms=("batch", "cohort", "class", "classes", "group"),
    list_columns=("name", "course_id", "trainer_id", "start_date", "end_date", "capacity", "mode", "status"),
    fields=(
        Text(name="name", required=True, searchable=True, indexed=True),
        Relation(name="course_id", object="courses", synonyms=("course",)),
        Relation(
            name="trainer_id", object="trainers", synonyms=("trainer", "taught by", "teacher", "teach", "teaches")
        ),
        Date(
            name="start_date", label="Starts", indexed=True,
            synonyms=("start", "starts", "begin", "begins", "kick off", "kicks off", "kicked off", "kicking off"),
        ),
        Date(
            name="end_date", label="Ends", indexed=True,
            synonyms=("end", "ends", "finish", "finishes", "wrap up", "wraps up", "wrapping up"),
        ),
        Integer(name="capacity", minimum=0, maximum=100_000, synonyms=("seats", "places", "size")),
        Choice(name="mode", choices=options("online", "classroom", "hybrid")),
        Choice(
            name="status",
            default="planned",
            choices=also_called(
                options(
                    "planned", "running", "completed", "cancelled",
                    planned="blue", running="green", completed="gray", cancelled="red",
                ),
                completed=("done", "finished", "complete"),
                cancelled=("canceled", "called off"),
                running=("ongoing", "in progress", "under way"),
            ),
            synonyms=("state",),
        ),
    ),
    board=Board("status", None, ("completed", "cancelled")),
)  # fmt: skip

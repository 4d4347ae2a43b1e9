"""Tasks: what someone has to do, and by when."""

from frontdesk.crm.definitions.definition import Board, Definition, Entry, InStep, Title
from frontdesk.crm.fields import Boolean, Choice, LongText, Option, Relation, Text, Time, options

TASKS = Definition(
    name="tasks",
    label="Task",
    label_plural="Tasks",
    icon="checkbox",
    description="What someone has to do, and by when.",
    title=Title(("title",)),
    synonyms=("task", "todo", "to-do", "reminder", "reminders"),
    list_columns=("title", "status", "priority", "due_date", "lead_id", "contact_id", "assignee", "owner_id"),
    fields=(
        Text(name="title", required=True, searchable=True, indexed=True, synonyms=("name",)),
        LongText(name="description", searchable=True),
        Choice(
            name="priority",
            default="medium",
            choices=options("low", "medium", "high", "urgent", low="gray", medium="blue", high="orange", urgent="red"),
            synonyms=("importance", "prio"),
        ),
        Choice(
            name="status",
            default="todo",
            choices=(
                Option("todo", "gray", ("to do", "open", "pending")),
                Option("in_progress", "blue", ("started", "doing", "ongoing")),
                Option("completed", "green", ("complete", "done", "finished")),
                Option("cancelled", "red", ("canceled", "dropped")),
            ),
            synonyms=("state",),
        ),
        Boolean(name="is_completed", label="Completed", help="Kept in step with the status"),
        Time(
            name="due_date",
            label="Due",
            indexed=True,
            synonyms=("due", "deadline", "due by", "falling due", "fall due", "coming due", "due date"),
        ),
        Time(name="completed_at", label="Completed on", indexed=True),
        Relation(name="contact_id", object="contacts", synonyms=("contact",)),
        Relation(name="lead_id", object="leads", synonyms=("lead",)),
        Relation(name="deal_id", object="deals", synonyms=("deal",)),
        Text(name="assignee", indexed=True, synonyms=("assigned to", "responsible")),
    ),
    board=Board("status", None, ("completed", "cancelled")),
    due="due_date",
    in_step=InStep("status", ("completed",), at="completed_at", flag="is_completed", open_again="todo"),
    entry=Entry("task", "due_date", "description"),
)

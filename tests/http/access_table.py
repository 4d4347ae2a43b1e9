"""Who may use which route: a row for each, and what each caller is answered. A new route needs a row here.

A row is keyed by method and path as the route declares them. `staff`, `signed_in` and `anyone` make the usual
rows; `values` says what stands for the parts of a path in braces, made anew for each try.
"""

from tests.http.access_assistant import ASSISTANT
from tests.http.access_crm import CRM
from tests.http.access_rows import CALLERS, Row, Value, anyone, but, signed_in, staff
from tests.http.access_world import TEXT_FILE, World

__all__ = ["ACCESS", "CALLERS"]


def _customer(world: World) -> dict[str, str]:
    return {"username": world.new_name(), "password": world.password}


def _registration(world: World) -> dict[str, str]:
    return {"email": world.new_email(), "password": world.password}


def _user(world: World) -> dict[str, str]:
    return {"email": world.new_email(), "name": "New", "role": "viewer", "password": world.password}


USER: dict[str, Value] = {"user_id": World.new_user}
KEY: dict[str, Value] = {"key_id": World.new_key}
BOT: dict[str, Value] = {"bot_id": World.bot_of_all}
SOURCE: dict[str, Value] = {"source_id": World.new_source}
CONVERSATION: dict[str, Value] = {"conversation_id": World.new_conversation}
EMAIL: dict[str, Value] = {"email_id": World.new_email_record}
FILE: dict[str, Value] = {"conversation_id": World.new_secret, "attachment_id": World.new_file}
REPLY: dict[str, Value] = {"reply_id": World.new_saved_reply}
# There is none of this id: whoever gets so far is told so.
NOBODYS = "00000000-0000-4000-8000-000000000000"
LABEL: dict[str, Value] = {"label_id": World.new_label}
NOBODY = {"anonymous": 401, "expired": 401}
CUSTOMER: dict[str, Value] = {"customer_id": World.customer_id}
MEMORY: dict[str, Value] = {"customer_id": World.customer_id, "memory_id": World.new_memory}
SECRET: dict[str, Value] = {"session_id": World.new_secret}

ACCESS: dict[str, Row] = {
    # identity
    "POST /auth/token": anyone(200, expired=200, json=lambda world: world.staff_sign_in),
    "POST /api/v1/auth/admin/login": anyone(200, expired=200, json=lambda world: world.staff_sign_in),
    "POST /api/v1/auth/admin/register": anyone(201, expired=201, json=_registration),
    "POST /api/v1/auth/{bot_id}/register": anyone(201, expired=201, values=BOT, json=_customer),
    "POST /api/v1/auth/{bot_id}/login": anyone(200, expired=200, values=BOT, json=lambda world: world.customer_sign_in),
    "GET /api/v1/setup": anyone(200, expired=200),
    "GET /api/v1/me": staff("viewer", 200),
    "GET /api/v1/workspace": staff("viewer", 200),
    "PATCH /api/v1/workspace": staff("admin", 200, json=lambda world: {"name": world.new_name()}),
    "GET /api/v1/members": staff("viewer", 200),
    "GET /api/v1/users": staff("admin", 200),
    "POST /api/v1/users": staff("admin", 201, json=_user),
    "PATCH /api/v1/users/{user_id}": staff("admin", 200, values=USER, json=lambda world: {"name": "Other"}),
    "DELETE /api/v1/users/{user_id}": staff("admin", 204, values=USER),
    "GET /api/v1/api-keys": staff("admin", 200),
    "POST /api/v1/api-keys": staff("admin", 201, json=lambda world: {"name": "key", "role": "viewer"}),
    "DELETE /api/v1/api-keys/{key_id}": staff("admin", 204, values=KEY),
    "GET /api/v1/audit": staff("admin", 200),
    "DELETE /api/v1/demo": but(staff("owner", 404), foreign=403),
    # health
    **{
        f"GET {path}": anyone(200, expired=200)
        for path in (
            "/health",
            "/api/v1/health",
            "/health/live",
            "/health/ready",
            "/health/db",
            "/health/vectors",
            "/health/cache",
        )
    },
    # bots
    "GET /api/v1/bots/": staff("viewer", 200),
    "POST /api/v1/bots/": staff("admin", 201, json=lambda world: {"name": world.new_name()}),
    "GET /api/v1/bots/{bot_id}": staff("viewer", 200, values=BOT),
    "PATCH /api/v1/bots/{bot_id}": staff("admin", 200, values=BOT, json=lambda world: {"tone": "friendly"}),
    "DELETE /api/v1/bots/{bot_id}": staff("admin", 204, values={"bot_id": World.new_bot}),
    "GET /api/v1/bots/{bot_reference}/public": anyone(200, expired=200, values={"bot_reference": World.bot_of_all}),
    # knowledge
    "GET /api/v1/knowledge/sources": staff("viewer", 200),
    "POST /api/v1/knowledge/sources": staff("admin", 422),
    "GET /api/v1/knowledge/sources/{source_id}": staff("viewer", 200, values=SOURCE),
    "DELETE /api/v1/knowledge/sources/{source_id}": staff("admin", 204, values=SOURCE),
    "POST /api/v1/knowledge/sources/{source_id}/reindex": staff("admin", 202, values=SOURCE),
    "GET /api/v1/knowledge/sources/{source_id}/passages": staff("viewer", 200, values=SOURCE),
    "GET /api/v1/knowledge/passages/{passage_id}": but(
        signed_in(200, values={"passage_id": World.passage}), foreign=404
    ),
    "POST /api/search": but(
        signed_in(200, json=lambda world: {"query": "hours", "filters": {"bot_id": world.bot["id"]}}), foreign=404
    ),
    # conversations by the id that staff see: nobody else gets in with it
    "GET /api/v1/conversations": staff("viewer", 200),
    "GET /api/v1/conversations/{conversation_id}/events": but(
        staff("viewer", 200, values=CONVERSATION), anonymous=404, customer=404
    ),
    "GET /api/v1/conversations/{conversation_id}/export": but(
        staff("viewer", 200, values=CONVERSATION), anonymous=404, customer=404
    ),
    "GET /api/v1/conversations/{conversation_id}/events/stream": but(
        staff("viewer", 200, values=CONVERSATION, options={"params": {"wait": 0}}), anonymous=404, customer=404
    ),
    "POST /api/v1/conversations/{conversation_id}/handoff": but(
        staff("agent", 200, values=CONVERSATION, json=lambda world: {}), anonymous=404, customer=404
    ),
    "POST /api/v1/conversations/{conversation_id}/take": staff("agent", 200, values=CONVERSATION),
    "POST /api/v1/conversations/{conversation_id}/release": staff("agent", 200, values=CONVERSATION),
    "POST /api/v1/conversations/{conversation_id}/resolve": staff("agent", 200, values=CONVERSATION),
    "POST /api/v1/conversations/{conversation_id}/messages": staff(
        "agent", 201, values=CONVERSATION, json=lambda world: {"content": "Hello"}
    ),
    "GET /api/v1/conversations/{conversation_id}/suggestion": staff("viewer", 200, values=CONVERSATION),
    "GET /api/v1/conversations/{conversation_id}/summary": staff("viewer", 200, values=CONVERSATION),
    "GET /api/v1/admin/bots/{bot_id}/summaries": staff("admin", 200, values=BOT),
    "GET /api/v1/admin/bots/{bot_id}/analytics": staff("viewer", 200, values=BOT),
    "POST /api/v1/admin/bots/{bot_id}/process-summaries": staff("admin", 200, values=BOT),
    "GET /api/v1/conversations/{conversation_id}": staff("viewer", 200, values=CONVERSATION),
    "POST /api/v1/conversations/{conversation_id}/reopen": staff("agent", 200, values=CONVERSATION),
    # the inbox
    "GET /api/v1/inbox/views": staff("viewer", 200),
    "POST /api/v1/conversations/{conversation_id}/notes": staff(
        "agent", 201, values=CONVERSATION, json=lambda world: {"content": "Hello"}
    ),
    "PUT /api/v1/conversations/{conversation_id}/labels": staff(
        "agent", 200, values=CONVERSATION, json=lambda world: {"labels": []}
    ),
    "POST /api/v1/conversations/{conversation_id}/assign": staff(
        "agent", 200, values=CONVERSATION, json=lambda world: {"user_id": None}
    ),
    "POST /api/v1/conversations/{conversation_id}/snooze": staff(
        "agent", 200, values=CONVERSATION, json=lambda world: {"until": world.tomorrow()}
    ),
    "DELETE /api/v1/conversations/{conversation_id}/snooze": staff("agent", 200, values=CONVERSATION),
    "POST /api/v1/conversations/{conversation_id}/merge": staff(
        "agent", 404, values=CONVERSATION, json=lambda world: {"into": NOBODYS}
    ),
    "POST /api/v1/conversations/bulk": staff("agent", 200, json=lambda world: {"action": "take", "ids": [NOBODYS]}),
    "GET /api/v1/saved-replies": staff("viewer", 200),
    "POST /api/v1/saved-replies": staff("agent", 201, json=World.saved_reply),
    "PATCH /api/v1/saved-replies/{reply_id}": staff("agent", 200, values=REPLY, json=lambda world: {"title": "Hello"}),
    "DELETE /api/v1/saved-replies/{reply_id}": staff("agent", 204, values=REPLY),
    "GET /api/v1/saved-replies/{reply_id}/rendered": staff(
        "viewer", 404, values=REPLY, options={"params": {"conversation_id": NOBODYS}}
    ),
    "GET /api/v1/inbox/team": staff("viewer", 200),
    "GET /api/v1/me/availability": staff("viewer", 200),
    "PUT /api/v1/me/availability": staff("agent", 200, json=lambda world: {"available": True}),
    "GET /api/v1/labels": staff("viewer", 200),
    "POST /api/v1/labels": staff("agent", 201, json=lambda world: {"name": world.new_name()}),
    "PATCH /api/v1/labels/{label_id}": staff("agent", 200, values=LABEL, json=lambda world: {"color": "red"}),
    "DELETE /api/v1/labels/{label_id}": staff("agent", 204, values=LABEL),
    "GET /api/v1/notifications": staff("viewer", 200),
    "POST /api/v1/notifications/read": staff("viewer", 200, json=lambda world: {"all": True}),
    # customers
    "GET /api/v1/customers": staff("viewer", 200),
    "GET /api/v1/customers/{customer_id}": staff("viewer", 200, values=CUSTOMER),
    "PATCH /api/v1/customers/{customer_id}": staff("agent", 200, values=CUSTOMER, json=lambda world: {"vip": True}),
    "GET /api/v1/customers/{customer_id}/memories": staff("viewer", 200, values=CUSTOMER),
    "POST /api/v1/customers/{customer_id}/memories": staff(
        "agent", 201, values=CUSTOMER, json=lambda world: {"kind": "plan", "value": "Pro"}
    ),
    "PATCH /api/v1/customers/{customer_id}/memories/{memory_id}": staff(
        "agent", 200, values=MEMORY, json=lambda world: {"value": "Lite"}
    ),
    "DELETE /api/v1/customers/{customer_id}/memories/{memory_id}": staff("agent", 204, values=MEMORY),
    "GET /api/v1/conversations/{conversation_id}/memories": but(
        staff("viewer", 200, values=CONVERSATION), anonymous=404, customer=404
    ),
    "DELETE /api/v1/conversations/{conversation_id}/memories/{memory_id}": Row(
        {**dict.fromkeys(CALLERS, 404), "expired": 401, "viewer": 403}, values={**CONVERSATION, **MEMORY}
    ),
    "GET /api/v1/customers/{customer_id}/export": staff("agent", 200, values=CUSTOMER),
    "DELETE /api/v1/customers/{customer_id}": staff("admin", 204, values={"customer_id": World.new_customer}),
    "DELETE /api/v1/conversations/{conversation_id}": staff("admin", 204, values=CONVERSATION),
    **{
        f"GET /api/v1/customers/me{path}": Row({**dict.fromkeys(CALLERS, 403), **NOBODY, "customer": 200})
        for path in ("", "/memories", "/export")
    },
    "DELETE /api/v1/customers/me/memories/{memory_id}": Row(
        {**dict.fromkeys(CALLERS, 403), **NOBODY, "customer": 204}, values={"memory_id": World.new_memory}
    ),
    "POST /api/v1/customers/me/sessions": Row(
        {**dict.fromkeys(CALLERS, 403), **NOBODY, "customer": 200},
        json=lambda world: {"session_ids": [world.new_secret()]},
    ),
    # a host site names its visitors: nobody of the table has its signature
    "POST /api/v1/auth/{bot_id}/identify": anyone(
        401, expired=401, values=BOT, json=lambda world: {"user_id": "u", "user_hash": "0" * 64}
    ),
    "GET /api/v1/bots/{bot_id}/identity-secret": staff("admin", 200, values=BOT),
    "POST /api/v1/bots/{bot_id}/identity-secret": staff("admin", 201, values=BOT),
    "DELETE /api/v1/bots/{bot_id}/identity-secret": staff("admin", 204, values=BOT),
    "GET /api/v1/conversations/{conversation_id}/context": staff("viewer", 200, values=CONVERSATION),
    "PUT /api/v1/conversations/{conversation_id}/record": staff(
        "agent", 200, values=CONVERSATION, json=lambda world: {"object": "leads", "id": world.new_record("leads")}
    ),
    "DELETE /api/v1/conversations/{conversation_id}/record": staff("agent", 204, values=CONVERSATION),
    # conversations by the secret: whoever has it
    "POST /api/v1/feedback": but(
        anyone(201, json=lambda world: {"conversation_id": world.new_secret(), "rating": "up"}), foreign=404
    ),
    "POST /api/v1/conversations/{conversation_id}/feedback": but(
        anyone(201, values={"conversation_id": World.new_secret}, json=lambda world: {"rating": "up"}), foreign=404
    ),
    "GET /api/v1/conversations/{conversation_id}/waiting": but(
        staff("viewer", 200, values=CONVERSATION), anonymous=404, customer=404
    ),
    "POST /api/v1/query": anyone(200, json=lambda world: {"user_id": "u", "message": "Hi", "bot_id": world.bot["id"]}),
    "POST /api/v1/chat/{bot_id}": anyone(200, values=BOT, json=lambda world: {"message": "Hi"}),
    "GET /api/v1/chat/{bot_id}/sessions": but(signed_in(200, values=BOT), foreign=404),
    "GET /api/v1/chat/history/{session_id}": but(anyone(200, values=SECRET), foreign=404),
    "GET /api/v1/chat/summary/{session_id}": but(anyone(200, values=SECRET), foreign=404),
    "POST /api/sessions": anyone(201, json=lambda world: {"bot_id": world.bot["id"]}),
    "GET /api/sessions": signed_in(200),
    "GET /api/sessions/{session_id}": but(anyone(200, values=SECRET), foreign=404),
    "GET /api/sessions/{session_id}/history": but(anyone(200, values=SECRET), foreign=404),
    "DELETE /api/sessions/{session_id}": but(anyone(204, values=SECRET), foreign=404),
    "POST /api/chat/sessions/{session_id}/messages": but(
        anyone(200, values=SECRET, options={"data": {"message": "Hi"}}), foreign=404
    ),
    "POST /api/v1/conversations/{conversation_id}/attachments": but(
        anyone(201, values={"conversation_id": World.new_secret}, options={"files": [TEXT_FILE]}), foreign=404
    ),
    "GET /api/v1/conversations/{conversation_id}/attachments": but(
        anyone(200, values={"conversation_id": World.new_secret}), foreign=404
    ),
    "GET /api/v1/conversations/{conversation_id}/attachments/{attachment_id}": but(
        anyone(200, values=FILE), foreign=404
    ),
    "DELETE /api/v1/conversations/{conversation_id}/attachments/{attachment_id}": but(
        anyone(204, values=FILE), foreign=404
    ),
    "GET /api/v1/stats": staff("viewer", 200),
    # emails: nothing is sent where no mail server is set up
    "POST /api/v1/emails/{email_id}/send": staff("agent", 409, values=EMAIL),
    **ASSISTANT,
    **CRM,
}

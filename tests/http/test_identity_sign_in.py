"""Signing in over HTTP: registration, tokens, customers' logins, limits."""

import asyncio
import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest

from frontdesk.identity.tokens import Claims, Tokens
from frontdesk.platform.settings import Settings
from tests.http.entrance import PASSWORD, Entrance, bearer, build_entrance, run_sql

pytestmark = pytest.mark.anyio

REGISTER = "/api/v1/auth/admin/register"


async def test_the_first_registration_founds_a_workspace_and_closes_the_door(entrance: Entrance) -> None:
    assert (await entrance.client.get("/api/v1/setup")).json()["registration_open"] is True
    body = {"email": "Olga@Example.com ", "password": PASSWORD, "name": "Olga", "workspace_name": "Bakery"}
    answer = await entrance.client.post(REGISTER, json=body)
    assert answer.status_code == 201
    token = answer.json()
    assert token["token_type"] == "bearer"
    assert token["expires_in"] == entrance.settings.access_token_expire_minutes * 60
    assert token["user"]["role"] == "owner"
    assert token["user"]["email"] == "olga@example.com"
    assert token["user"]["workspace"]["name"] == "Bakery"
    me = await entrance.client.get("/api/v1/me", headers=bearer(token["access_token"]))
    assert me.json() == token["user"]

    again = await entrance.client.post(REGISTER, json={"email": "eve@example.com", "password": PASSWORD})
    assert again.status_code == 403
    assert again.headers["content-type"] == "application/problem+json"
    assert (await entrance.client.get("/api/v1/setup")).json()["registration_open"] is False


async def test_of_many_first_registrations_at_once_exactly_one_founds(entrance: Entrance) -> None:
    bodies = [{"email": f"person{number}@example.com", "password": PASSWORD} for number in range(8)]
    answers = await asyncio.gather(*(entrance.client.post(REGISTER, json=body) for body in bodies))
    assert sorted(answer.status_code for answer in answers) == [201] + [403] * 7


async def test_with_registration_allowed_each_founds_its_own(
    identity_database: str, identity_settings: Settings
) -> None:
    entrance = build_entrance(identity_database, identity_settings.model_copy(update={"allow_registration": True}))
    async with entrance.client:
        first = await entrance.found("a@example.com")
        second = await entrance.found("b@example.com")
        taken = await entrance.client.post(REGISTER, json={"email": "A@example.com", "password": PASSWORD})
        one, two = [
            (await entrance.client.get("/api/v1/workspace", headers=who)).json()["id"] for who in (first, second)
        ]
        assert one != two
        assert taken.status_code == 409
    await entrance.database.close()


async def test_a_demo_workspace_does_not_close_registration(entrance: Entrance) -> None:
    workspace_id = await entrance.identity.workspaces.reserve()
    async with entrance.database.unit_of_work(workspace_id) as unit:
        await entrance.identity.workspaces.add(unit, "Demo", is_demo=True)
    setup = (await entrance.client.get("/api/v1/setup")).json()
    assert (setup["registration_open"], setup["demo"]) == (True, True)


@pytest.mark.parametrize(
    "sent",
    [
        {"json": {"username": "Olga@example.com", "password": PASSWORD}},
        {"json": {"email": "olga@example.com", "password": PASSWORD}},
        {"data": {"grant_type": "password", "username": "olga@example.com", "password": PASSWORD}},
        {"files": {"username": (None, "olga@example.com"), "password": (None, PASSWORD)}},
    ],
    ids=["json", "json-email", "oauth2-form", "multipart"],
)
@pytest.mark.parametrize("path", ["/auth/token", "/api/v1/auth/admin/login"])
async def test_staff_sign_in_by_json_and_by_form(entrance: Entrance, path: str, sent: dict[str, Any]) -> None:
    await entrance.found()
    answer = await entrance.client.post(path, **sent)
    assert answer.status_code == 200, answer.text
    assert answer.json()["user"]["email"] == "olga@example.com"
    me = await entrance.client.get("/api/v1/me", headers=bearer(answer.json()["access_token"]))
    assert me.status_code == 200


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("olga@example.com", "wrong password"),
        ("nobody@example.com", PASSWORD),
        ("closed@example.com", PASSWORD),
    ],
)
async def test_wrong_sign_ins_all_look_the_same(entrance: Entrance, username: str, password: str) -> None:
    owner = await entrance.found()
    closed = await entrance.hire(owner, "agent", "closed@example.com")
    await entrance.client.delete(f"/api/v1/users/{closed['id']}", headers=owner)
    answer = await entrance.client.post("/auth/token", json={"username": username, "password": password})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.json()["detail"] == "The name or the password is wrong."


async def test_a_failed_sign_in_is_in_the_audit_trail(entrance: Entrance) -> None:
    owner = await entrance.found()
    await entrance.client.post("/auth/token", json={"username": "olga@example.com", "password": "wrong password"})
    found = await entrance.client.get("/api/v1/audit?action=sign_in.failed", headers=owner)
    assert [entry["address"] for entry in found.json()["items"]] == ["127.0.0.1"]


BROKEN: list[tuple[dict[str, Any], int]] = [
    ({"content": b"{", "headers": {"content-type": "application/json"}}, 400),
    ({"content": b"\xff\xfe", "headers": {"content-type": "application/json"}}, 400),
    ({"content": b"[" * 60_000, "headers": {"content-type": "application/json"}}, 400),
    ({"content": b"x", "headers": {"content-type": "multipart/form-data"}}, 400),
    ({"content": b" " * 70_000, "headers": {"content-type": "application/json"}}, 413),
    ({"content": b"<a/>", "headers": {"content-type": "application/xml"}}, 415),
    ({"json": []}, 422),
    ({"content": b"null", "headers": {"content-type": "application/json"}}, 422),
    ({"json": {"username": "a@example.com"}}, 422),
    ({"json": {"username": "", "password": "x"}}, 422),
    ({"json": {"username": 7, "password": {}}}, 422),
    ({"json": {"username": "nul\x00@example.com", "password": PASSWORD}}, 422),
    (
        {
            "content": b'{"username": "\\ud800", "password": "x"}',
            "headers": {"content-type": "application/json"},
        },
        422,
    ),
    ({"json": {"username": "a@example.com", "password": "x" * 201}}, 422),
]


@pytest.mark.parametrize(("sent", "status"), BROKEN)
async def test_bodies_that_are_no_sign_in(entrance: Entrance, sent: dict[str, Any], status: int) -> None:
    answer = await entrance.client.post("/auth/token", **sent)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "body",
    [
        {"email": "not a mail address", "password": PASSWORD},
        {"email": "a\x00@example.com", "password": PASSWORD},
        {"email": f"{'a' * 300}@example.com", "password": PASSWORD},
        {"email": "a@example.com", "password": "short"},
        {"email": "a@example.com", "password": "x" * 201},
        {"email": "a@example.com", "password": PASSWORD, "name": "x" * 201},
        {"email": "a@example.com", "password": PASSWORD, "workspace_name": "a\x00b"},
    ],
)
async def test_registrations_that_do_not_fit(entrance: Entrance, body: dict[str, str]) -> None:
    answer = await entrance.client.post(REGISTER, json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"]


def _signed(entrance: Entrance, **changes: Any) -> str:
    """A token signed with the right key, with other claims."""
    now = datetime.now(UTC)
    claims: dict[str, Any] = {
        "iss": "frontdesk",
        "aud": "frontdesk-api",
        "iat": now,
        "exp": now + timedelta(hours=1),
        "typ": "staff",
        "sub": "1",
        "workspace": 1,
        "generation": 1,
    }
    key = Tokens(entrance.settings.signing_key, "HS256", 1)._key
    algorithm = changes.pop("algorithm", "HS256")
    claims = {name: value for name, value in (claims | changes).items() if value is not None}
    return jwt.encode(claims, key, algorithm)


async def test_the_tokens_of_the_next_test_are_good_but_for_one_thing(entrance: Entrance) -> None:
    await entrance.found()
    assert (await entrance.client.get("/api/v1/me", headers=bearer(_signed(entrance)))).status_code == 200


@pytest.mark.parametrize(
    "changes",
    [
        {"exp": datetime(2020, 1, 1, tzinfo=UTC)},
        {"exp": None},
        {"iss": "elsewhere"},
        {"aud": "elsewhere"},
        {"typ": "root"},
        {"typ": "customer"},
        {"sub": "abc"},
        {"sub": "99999"},
        {"workspace": 2},
        {"workspace": "x"},
        {"generation": 7},
        {"algorithm": "HS512"},
    ],
)
async def test_tokens_that_are_not_good(entrance: Entrance, changes: dict[str, Any]) -> None:
    await entrance.found()
    answer = await entrance.client.get("/api/v1/me", headers=bearer(_signed(entrance, **changes)))
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]


async def test_forged_tokens_are_refused(entrance: Entrance) -> None:
    owner = await entrance.found()
    token = owner["Authorization"].removeprefix("Bearer ")
    header, payload, signature = token.split(".")
    nothing = base64.urlsafe_b64encode(json.dumps({"alg": "none", "typ": "JWT"}).encode()).decode().rstrip("=")
    foreign = Tokens("another key", "HS256", 10).issue(Claims("staff", 1, 1, 1))
    forged = (
        f"{nothing}.{payload}.",
        f"{nothing}.{payload}.{signature}",
        f"{header}.{payload}.AAAA",
        foreign,
        "x",
    )
    for secret in forged:
        assert (await entrance.client.get("/api/v1/me", headers=bearer(secret))).status_code == 401, secret


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Basic b2xnYTpwYXNz", "token", "", "Bearer fdk_nothing"])
async def test_a_header_that_is_not_good_is_never_anonymous(entrance: Entrance, header: str) -> None:
    answer = await entrance.client.get("/api/v1/me", headers={"Authorization": header})
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]


async def test_a_new_password_ends_the_old_sign_ins(entrance: Entrance) -> None:
    owner = await entrance.found()
    agent = await entrance.hire(owner, "agent")
    before = await entrance.sign_in("agent@example.com")
    changed = await entrance.client.patch(
        f"/api/v1/users/{agent['id']}", json={"password": "another long one"}, headers=owner
    )
    assert changed.status_code == 200
    assert (await entrance.client.get("/api/v1/me", headers=before)).status_code == 401
    await entrance.sign_in("agent@example.com", "another long one")


async def test_passwords_of_weaker_parameters_are_hashed_anew(entrance: Entrance) -> None:
    await entrance.found()
    kept = "SELECT password_hash FROM users"

    async def parameters() -> str:
        async with entrance.database.unit_of_work(1) as unit:
            return str((await unit.connection.exec_driver_sql(kept)).scalar_one()).split("$")[3]

    from argon2 import PasswordHasher

    old = PasswordHasher(2, 16, 1).hash(PASSWORD)
    run_sql(entrance.url, f"UPDATE users SET password_hash = '{old}'")
    assert await parameters() == "m=16,t=2,p=1"
    await entrance.sign_in("olga@example.com")
    assert await parameters() == "m=8,t=1,p=1"
    await entrance.sign_in("olga@example.com")


class TestLimits:
    @pytest.fixture
    def identity_settings(self, tmp_path_factory: pytest.TempPathFactory) -> Settings:
        folder = tmp_path_factory.mktemp("data")
        return Settings(_env_file=None, secret_key="of tests", frontdesk_data_dir=folder, login_attempts_per_minute=3)

    async def test_guessing_is_stopped_also_for_the_right_password(self, entrance: Entrance) -> None:
        await entrance.found()
        wrong = {"username": "olga@example.com", "password": "wrong password"}
        statuses = [(await entrance.client.post("/auth/token", json=wrong)).status_code for _ in range(4)]
        assert statuses == [401, 401, 401, 429]
        right = await entrance.client.post("/auth/token", json={**wrong, "password": PASSWORD})
        assert right.status_code == 429
        assert 1 <= int(right.headers["retry-after"]) <= 60

    async def test_an_address_is_stopped_also_with_other_names(self, entrance: Entrance) -> None:
        statuses = []
        for number in range(4):
            body = {"username": f"guess{number}@example.com", "password": "wrong password"}
            statuses.append((await entrance.client.post("/auth/token", json=body)).status_code)
        assert statuses == [401, 401, 401, 429]

    async def test_a_burst_of_guesses_is_counted_before_it_is_tried(self, entrance: Entrance) -> None:
        body = {"username": "olga@example.com", "password": "wrong password"}
        answers = await asyncio.gather(*(entrance.client.post("/auth/token", json=body) for _ in range(20)))
        assert sorted(answer.status_code for answer in answers) == [401] * 3 + [429] * 17

    async def test_sign_ins_that_succeed_do_not_count(self, entrance: Entrance) -> None:
        await entrance.found()
        for _ in range(6):
            await entrance.sign_in("olga@example.com")

    async def test_registrations_and_customers_are_limited_too(self, entrance: Entrance) -> None:
        owner = await entrance.found()
        await entrance.open_bot(owner)
        statuses = []
        for number in range(4):
            body = {"username": f"c{number}", "password": PASSWORD}
            statuses.append((await entrance.client.post("/api/v1/auth/shop/register", json=body)).status_code)
        assert statuses == [201, 201, 429, 429], "founding the workspace was one of the three"
        wrong = {"username": "c0", "password": "wrong password"}
        statuses = [(await entrance.client.post("/api/v1/auth/shop/login", json=wrong)).status_code for _ in range(4)]
        assert statuses == [401, 401, 401, 429]

"""Staff, the workspace, API keys and the audit trail over HTTP."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from frontdesk.identity.callers import Caller
from frontdesk.identity.models import users
from frontdesk.platform.settings import Settings
from tests.http.entrance import PASSWORD, Entrance, bearer, build_entrance, run_sql

pytestmark = pytest.mark.anyio

USERS = "/api/v1/users"
KEYS = "/api/v1/api-keys"
WORKSPACE = "/api/v1/workspace"


@pytest.fixture
def identity_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(
        _env_file=None,
        secret_key="of tests",
        frontdesk_data_dir=tmp_path_factory.mktemp("data"),
        login_attempts_per_minute=100,
        allow_registration=True,
    )


async def make_key(entrance: Entrance, owner: dict[str, str], role: str = "viewer", **more: Any) -> dict[str, Any]:
    answer = await entrance.client.post(KEYS, json={"name": "robot", "role": role, **more}, headers=owner)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


class TestUsers:
    async def test_an_admin_adds_changes_and_closes_accounts(self, entrance: Entrance) -> None:
        owner = await entrance.found()
        await entrance.hire(owner, "admin")
        admin = await entrance.sign_in("admin@example.com")
        agent = await entrance.hire(admin, "agent")
        assert (agent["role"], agent["is_active"], agent["last_login_at"]) == ("agent", True, None)
        path = f"{USERS}/{agent['id']}"
        changes = {"name": "Ann", "role": "viewer", "email": "Ann@example.com"}
        changed = (await entrance.client.patch(path, json=changes, headers=admin)).json()
        assert (changed["name"], changed["role"], changed["email"]) == ("Ann", "viewer", "ann@example.com")
        for _ in range(2):
            assert (await entrance.client.delete(path, headers=admin)).status_code == 204
        listed = (await entrance.client.get(USERS, headers=admin)).json()
        assert listed["total"] == 3
        assert {user["email"]: user["is_active"] for user in listed["items"]}["ann@example.com"] is False

    async def test_a_changed_role_counts_with_the_next_request(self, entrance: Entrance) -> None:
        owner = await entrance.found()
        admin = await entrance.hire(owner, "admin")
        headers = await entrance.sign_in("admin@example.com")
        assert (await entrance.client.get(USERS, headers=headers)).status_code == 200
        await entrance.client.patch(f"{USERS}/{admin['id']}", json={"role": "viewer"}, headers=owner)
        assert (await entrance.client.get(USERS, headers=headers)).status_code == 403
        await entrance.client.delete(f"{USERS}/{admin['id']}", headers=owner)
        assert (await entrance.client.get("/api/v1/me", headers=headers)).status_code == 401

    async def test_nobody_reaches_above_their_own_role(self, entrance: Entrance) -> None:
        owner = await entrance.found()
        owner_id = (await entrance.client.get("/api/v1/me", headers=owner)).json()["id"]
        me = await entrance.hire(owner, "admin")
        admin = await entrance.sign_in("admin@example.com")
        body = {"email": "new@example.com", "name": "New", "role": "owner", "password": PASSWORD}
        tries = [
            await entrance.client.post(USERS, json=body, headers=admin),
            await entrance.client.patch(f"{USERS}/{me['id']}", json={"role": "owner"}, headers=admin),
            await entrance.client.patch(f"{USERS}/{owner_id}", json={"password": PASSWORD + "!"}, headers=admin),
            await entrance.client.delete(f"{USERS}/{owner_id}", headers=admin),
            await entrance.client.post(KEYS, json={"name": "k", "role": "owner"}, headers=admin),
        ]
        assert [answer.status_code for answer in tries] == [403] * 5
        key = await make_key(entrance, owner, "owner")
        assert (await entrance.client.delete(f"{KEYS}/{key['id']}", headers=admin)).status_code == 403

    async def test_the_last_owner_stays(self, entrance: Entrance) -> None:
        owner = await entrance.found()
        path = f"{USERS}/{(await entrance.client.get('/api/v1/me', headers=owner)).json()['id']}"
        for changes in ({"role": "admin"}, {"is_active": False}):
            assert (await entrance.client.patch(path, json=changes, headers=owner)).status_code == 409
        assert (await entrance.client.delete(path, headers=owner)).status_code == 409
        await entrance.hire(owner, "owner", "second@example.com")
        assert (await entrance.client.patch(path, json={"role": "admin"}, headers=owner)).status_code == 200

    async def test_two_owners_who_demote_each_other_leave_one(self, entrance: Entrance) -> None:
        first = await entrance.found()
        first_id = (await entrance.client.get("/api/v1/me", headers=first)).json()["id"]
        second_id = (await entrance.hire(first, "owner", "second@example.com"))["id"]
        second = await entrance.sign_in("second@example.com")
        answers = await asyncio.gather(
            entrance.client.patch(f"{USERS}/{second_id}", json={"role": "viewer"}, headers=first),
            entrance.client.patch(f"{USERS}/{first_id}", json={"role": "viewer"}, headers=second),
        )
        assert sorted(answer.status_code for answer in answers)[0] == 200
        async with entrance.database.unit_of_work(1) as unit:
            roles = (await unit.execute(select(users.c.role))).scalars().all()
        assert sorted(roles) == ["owner", "viewer"]

    async def test_a_mail_address_has_one_account_in_all_workspaces(self, entrance: Entrance) -> None:
        owner = await entrance.found()
        await entrance.found("other@example.com")
        agent = await entrance.hire(owner, "agent")
        body = {"email": "OTHER@example.com", "name": "X", "role": "agent", "password": PASSWORD}
        assert (await entrance.client.post(USERS, json=body, headers=owner)).status_code == 409
        changed = await entrance.client.patch(
            f"{USERS}/{agent['id']}", json={"email": "other@example.com"}, headers=owner
        )
        assert changed.status_code == 409
        assert (await entrance.client.get(USERS, headers=owner)).json()["total"] == 2

    async def test_another_workspaces_users_and_keys_are_not_there(self, entrance: Entrance) -> None:
        owner = await entrance.found()
        stranger = await entrance.found("stranger@example.com")
        agent = await entrance.hire(owner, "agent")
        key = await make_key(entrance, owner)
        path = f"{USERS}/{agent['id']}"
        assert (await entrance.client.patch(path, json={"name": "X"}, headers=stranger)).status_code == 404
        assert (await entrance.client.delete(path, headers=stranger)).status_code == 404
        assert (await entrance.client.delete(f"{KEYS}/{key['id']}", headers=stranger)).status_code == 404
        assert (await entrance.client.get(USERS, headers=stranger)).json()["total"] == 1

    async def test_pages_follow_each_other(self, entrance: Entrance) -> None:
        owner = await entrance.found()
        for number in range(4):
            await entrance.hire(owner, "agent", f"agent{number}@example.com")
        seen: list[str] = []
        after = ""
        while after is not None:
            page = (await entrance.client.get(f"{USERS}?limit=2&after={after}", headers=owner)).json()
            assert page["total"] == 5
            seen += [user["email"] for user in page["items"]]
            after = page["next"]
        assert seen == ["olga@example.com", *(f"agent{number}@example.com" for number in range(4))]

    @pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=x", "after=x", "after=-1", f"after={2**63}"])
    async def test_pages_that_are_none(self, entrance: Entrance, query: str) -> None:
        owner = await entrance.found()
        assert (await entrance.client.get(f"{USERS}?{query}", headers=owner)).status_code == 422

    @pytest.mark.parametrize(
        "changes",
        [
            {"name": None},
            {"name": ""},
            {"name": "a\x00b"},
            {"name": "line\nline"},
            {"role": "king"},
            {"email": "x"},
            {"is_active": None},
        ],
    )
    async def test_changes_that_do_not_fit(self, entrance: Entrance, changes: dict[str, Any]) -> None:
        owner = await entrance.found()
        agent = await entrance.hire(owner, "agent")
        answer = await entrance.client.patch(f"{USERS}/{agent['id']}", json=changes, headers=owner)
        assert answer.status_code == 422

    @pytest.mark.parametrize(("user_id", "status"), [("99", 404), ("0", 422), (str(2**70), 422), ("x", 422)])
    async def test_ids_that_lead_nowhere(self, entrance: Entrance, user_id: str, status: int) -> None:
        owner = await entrance.found()
        assert (await entrance.client.delete(f"{USERS}/{user_id}", headers=owner)).status_code == status


class TestWorkspace:
    async def test_its_habits_are_changed_and_the_old_ones_kept_in_the_trail(self, entrance: Entrance) -> None:
        owner = await entrance.found(workspace_name="Bakery")
        changes = {
            "name": "Bakery & Sons",
            "time_zone": "Asia/Kolkata",
            "currency": "inr",
            "date_order": "ymd",
            "week_start": "sunday",
        }
        changed = await entrance.client.patch(WORKSPACE, json=changes, headers=owner)
        assert changed.status_code == 200
        expected = {**changes, "currency": "INR", "is_demo": False}
        assert {name: changed.json()[name] for name in expected} == expected
        assert (await entrance.client.get(WORKSPACE, headers=owner)).json() == changed.json()
        trail = (await entrance.client.get("/api/v1/audit?action=workspace.updated", headers=owner)).json()
        assert trail["items"][0]["metadata"]["before"]["time_zone"] == "UTC"
        assert trail["items"][0]["metadata"]["after"]["time_zone"] == "Asia/Kolkata"

    @pytest.mark.parametrize(
        "changes",
        [
            {"time_zone": "Mars/Olympus"},
            {"time_zone": "../etc/passwd"},
            {"currency": "XXX"},
            {"date_order": "myd"},
            {"week_start": "noday"},
            {"name": ""},
            {"name": None},
        ],
    )
    async def test_habits_that_are_none(self, entrance: Entrance, changes: dict[str, Any]) -> None:
        owner = await entrance.found()
        assert (await entrance.client.patch(WORKSPACE, json=changes, headers=owner)).status_code == 422


class TestApiKeys:
    @pytest.mark.parametrize("header", ["Authorization", "X-API-Key"])
    async def test_a_key_signs_a_program_in_until_it_is_revoked(self, entrance: Entrance, header: str) -> None:
        owner = await entrance.found()
        made = await make_key(entrance, owner, "agent")
        assert made["key"].startswith("fdk_")
        assert made["key"].startswith(made["prefix"])
        headers = bearer(made["key"]) if header == "Authorization" else {header: made["key"]}
        me = await entrance.client.get("/api/v1/me", headers=headers)
        assert me.status_code == 200
        assert (me.json()["role"], me.json()["name"]) == ("agent", "robot")
        listed = (await entrance.client.get(KEYS, headers=owner)).json()
        assert listed["items"][0]["last_used_at"] is not None
        assert "key" not in listed["items"][0]
        assert made["key"] not in str(listed)
        assert (await entrance.client.delete(f"{KEYS}/{made['id']}", headers=owner)).status_code == 204
        assert (await entrance.client.get("/api/v1/me", headers=headers)).status_code == 401
        assert (await entrance.client.get(KEYS, headers=owner)).json()["total"] == 0
        assert (await entrance.client.delete(f"{KEYS}/{made['id']}", headers=owner)).status_code == 404

    async def test_a_key_expires(self, entrance: Entrance) -> None:
        owner = await entrance.found()
        soon = (datetime.now(UTC) + timedelta(days=1)).isoformat()
        made = await make_key(entrance, owner, expires_at=soon)
        assert (await entrance.client.get("/api/v1/me", headers=bearer(made["key"]))).status_code == 200
        run_sql(entrance.url, "UPDATE api_keys SET expires_at = now() - interval '1 second'")
        other = build_entrance(entrance.url, entrance.settings)
        async with other.client:
            assert (await other.client.get("/api/v1/me", headers=bearer(made["key"]))).status_code == 401
        await other.database.close()
        past = {"name": "k", "role": "viewer", "expires_at": "2020-01-01T00:00:00Z"}
        assert (await entrance.client.post(KEYS, json=past, headers=owner)).status_code == 422

    async def test_the_secret_is_not_kept(self, entrance: Entrance) -> None:
        owner = await entrance.found()
        made = await make_key(entrance, owner)
        async with entrance.database.unit_of_work(1) as unit:
            dump = (await unit.execute(text("SELECT string_agg(api_keys::text, '') FROM api_keys"))).scalar_one()
        assert made["key"] not in dump

    async def test_keys_do_not_outlive_the_right_of_their_maker(self, entrance: Entrance) -> None:
        owner = await entrance.found()
        admin = await entrance.hire(owner, "admin")
        headers = await entrance.sign_in("admin@example.com")
        high = bearer((await make_key(entrance, headers, "admin"))["key"])
        low = bearer((await make_key(entrance, headers, "viewer"))["key"])

        async def statuses() -> list[int]:
            return [(await entrance.client.get("/api/v1/me", headers=key)).status_code for key in (high, low)]

        assert await statuses() == [200, 200]
        await entrance.client.patch(f"{USERS}/{admin['id']}", json={"role": "agent"}, headers=owner)
        assert await statuses() == [401, 200]
        await entrance.client.delete(f"{USERS}/{admin['id']}", headers=owner)
        assert await statuses() == [401, 401]

    async def test_a_key_makes_no_keys(self, entrance: Entrance) -> None:
        owner = await entrance.found()
        key = bearer((await make_key(entrance, owner, "owner"))["key"])
        answer = await entrance.client.post(KEYS, json={"name": "k", "role": "viewer"}, headers=key)
        assert answer.status_code == 403


class TestAudit:
    async def test_what_was_done_is_found_by_who_what_when_and_words(self, entrance: Entrance) -> None:
        owner = await entrance.found(name="Olga")
        agent = await entrance.hire(owner, "agent")
        key = bearer((await make_key(entrance, owner, "admin"))["key"])
        await entrance.client.patch(f"{USERS}/{agent['id']}", json={"password": "a brand new one"}, headers=key)

        async def found(query: str) -> list[dict[str, Any]]:
            answer = await entrance.client.get(f"/api/v1/audit?{query}", headers=owner)
            assert answer.status_code == 200, answer.text
            items: list[dict[str, Any]] = answer.json()["items"]
            assert answer.json()["total"] == len(items)
            return items

        everything = await found("")
        actions = ["user.updated", "api_key.created", "user.created", "workspace.founded"]
        assert [entry["action"] for entry in everything] == actions
        assert everything[0]["via"] == "api"
        assert everything[0]["metadata"] == {"before": {}, "after": {}, "password": "changed"}
        assert "a brand new one" not in str(everything)
        assert everything[1]["actor"] == "Olga"
        assert len(await found("actor=olga")) == 3
        assert len(await found("actor=api_key")) == 1
        assert len(await found("action=user")) == 2
        assert len(await found("action=user.created")) == 1
        assert len(await found("search=AGENT@example")) == 1
        assert len(await found("search=100%25")) == 0
        assert len(await found("until=2020-01-01T00:00:00")) == 0
        assert len(await found("since=2020-01-01T00:00:00%2B14:00")) == 4

    async def test_pages_follow_each_other_newest_first(self, entrance: Entrance) -> None:
        owner = await entrance.found()
        for number in range(4):
            await entrance.client.patch(WORKSPACE, json={"name": f"Name {number}"}, headers=owner)
        ids: list[int] = []
        after = ""
        while after is not None:
            page = (await entrance.client.get(f"/api/v1/audit?limit=2&after={after}", headers=owner)).json()
            ids += [entry["id"] for entry in page["items"]]
            after = page["next"]
        assert len(ids) == 5
        assert ids == sorted(ids, reverse=True)

    @pytest.mark.parametrize("query", ["actor=a%00b", "search=%00", "since=yesterday", "action=" + "x" * 201])
    async def test_questions_that_are_none(self, entrance: Entrance, query: str) -> None:
        owner = await entrance.found()
        assert (await entrance.client.get(f"/api/v1/audit?{query}", headers=owner)).status_code == 422

    async def test_an_entry_takes_any_data_and_never_changes(self, entrance: Entrance) -> None:
        await entrance.found()
        odd = {"nul": "a\x00b", "half": "\ud800", "number": float("nan"), "when": datetime(2026, 1, 1, tzinfo=UTC)}
        async with entrance.database.unit_of_work(1) as unit:
            await entrance.identity.audit.record(unit, Caller.system(1), "odd", "x", 1, odd)
        for statement in ("UPDATE audit_entries SET action = 'x'", "DELETE FROM audit_entries"):
            with pytest.raises(Exception, match="permission denied"):
                async with entrance.database.unit_of_work(1) as unit:
                    await unit.execute(text(statement))

"""Customers' logins, and what is told before anyone is signed in."""

import json

import pytest

from tests.http.entrance import PASSWORD, Entrance, bearer, build_entrance

pytestmark = pytest.mark.anyio


class TestCustomers:
    async def test_customers_register_and_sign_in_for_one_bot(self, entrance: Entrance) -> None:
        owner = await entrance.found()
        bot_id = await entrance.open_bot(owner)
        await entrance.open_bot(owner, "other")
        body = {"email": "Cara@example.com", "username": "Cara", "password": PASSWORD, "name": "Cara"}
        registered = await entrance.client.post("/api/v1/auth/shop/register", json=body)
        assert registered.status_code == 201
        for name in ("cara", "CARA@example.com"):
            answer = await entrance.client.post(
                "/api/v1/auth/shop/login", data={"username": name, "password": PASSWORD}
            )
            assert answer.status_code == 200
            assert answer.json()["token_type"] == "bearer"
            caller = await entrance.identity.authentication.caller(answer.json()["access_token"], None)
            assert (caller.kind, caller.bot_id, caller.role) == ("customer", bot_id, None)
        elsewhere = {"username": "cara", "password": PASSWORD}
        assert (await entrance.client.post("/api/v1/auth/other/login", json=elsewhere)).status_code == 401
        assert (await entrance.client.post("/api/v1/auth/other/register", json=body)).status_code == 201

    async def test_a_customer_is_no_staff(self, entrance: Entrance) -> None:
        owner = await entrance.found()
        await entrance.open_bot(owner)
        body = {"username": "cara", "password": PASSWORD}
        token = (await entrance.client.post("/api/v1/auth/shop/register", json=body)).json()["access_token"]
        for path in ("/api/v1/me", "/api/v1/users", "/api/v1/workspace", "/api/v1/audit"):
            assert (await entrance.client.get(path, headers=bearer(token))).status_code == 403

    async def test_names_are_taken_once_a_bot(self, entrance: Entrance) -> None:
        owner = await entrance.found()
        await entrance.open_bot(owner)
        bodies = [
            {"username": "cara", "password": PASSWORD},
            {"email": "c@example.com", "password": PASSWORD},
        ]
        for body in bodies:
            first, second = [await entrance.client.post("/api/v1/auth/shop/register", json=body) for _ in range(2)]
            assert (first.status_code, second.status_code) == (201, 409)

    @pytest.mark.parametrize(
        "body",
        [
            {"password": PASSWORD},
            {"username": "", "email": "", "password": PASSWORD},
            {"username": "a@b", "password": PASSWORD},
            {"username": "a@example.com", "email": "b@example.com", "password": PASSWORD},
            {"username": "nul\x00", "password": PASSWORD},
            {"username": "cara", "password": "short"},
        ],
    )
    async def test_registrations_that_do_not_fit(self, entrance: Entrance, body: dict[str, str]) -> None:
        await entrance.open_bot(await entrance.found())
        answer = await entrance.client.post("/api/v1/auth/shop/register", json=body)
        assert answer.status_code == 422

    async def test_a_bot_that_is_not_there(self, entrance: Entrance) -> None:
        body = {"username": "cara", "password": PASSWORD}
        for action in ("register", "login"):
            answer = await entrance.client.post(f"/api/v1/auth/nowhere/{action}", json=body)
            assert answer.status_code == 404
        answer = await entrance.client.post("/api/v1/auth/a%00b/login", json=body)
        assert answer.status_code == 422


class TestSetup:
    @pytest.fixture
    async def demo(self, entrance: Entrance) -> Entrance:
        workspace_id = await entrance.identity.workspaces.reserve()
        async with entrance.database.unit_of_work(workspace_id) as unit:
            await entrance.identity.workspaces.add(unit, "Demo", is_demo=True)
        sign_ins = [{"role": "owner", "email": "o@example.com", "password": "shown"}]
        (entrance.settings.data_dir / "demo_sign_ins.json").write_text(json.dumps(sign_ins))
        return entrance

    async def test_the_machine_itself_is_told_how_to_sign_in(self, demo: Entrance) -> None:
        told = (await demo.client.get("/api/v1/setup")).json()
        assert told["demo_sign_ins"] == [{"role": "owner", "email": "o@example.com", "password": "shown"}]
        assert told["version"]

    @pytest.mark.parametrize(
        "headers",
        [{"X-Forwarded-For": "203.0.113.9"}, {"Forwarded": "for=203.0.113.9"}, {"Host": "desk.example"}],
    )
    async def test_nobody_beyond_is(self, demo: Entrance, headers: dict[str, str]) -> None:
        assert (await demo.client.get("/api/v1/setup", headers=headers)).json()["demo_sign_ins"] == []

    @pytest.mark.parametrize("changes", [{"environment": "production"}, {"host": "0.0.0.0"}])
    async def test_nor_where_the_server_is_for_others(
        self, identity_database: str, demo: Entrance, changes: dict[str, str]
    ) -> None:
        settings = demo.settings.model_copy(update=changes)
        other = build_entrance(identity_database, settings)
        async with other.client:
            assert (await other.client.get("/api/v1/setup")).json()["demo_sign_ins"] == []
        await other.database.close()

    async def test_nor_where_there_is_no_demo(self, entrance: Entrance) -> None:
        (entrance.settings.data_dir / "demo_sign_ins.json").write_text("[]")
        assert (await entrance.client.get("/api/v1/setup")).json()["demo_sign_ins"] == []

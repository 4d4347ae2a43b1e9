"""Row security of identity, and the unit of work of a request."""

from typing import Annotated, Any

import httpx
import pytest
from fastapi import APIRouter
from sqlalchemy import select, text

from frontdesk.identity.callers import Role
from frontdesk.identity.dependencies import AnyCaller, Work
from frontdesk.identity.models import api_keys, audit_entries, customers, users, workspaces
from frontdesk.platform.database import Database
from frontdesk.platform.provide import provided
from frontdesk.platform.settings import Settings
from tests.http.entrance import PASSWORD, Entrance, run_sql

pytestmark = pytest.mark.anyio

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


class TestRowSecurity:
    async def test_a_query_that_forgets_the_workspace_sees_one_all_the_same(self, entrance: Entrance) -> None:
        for email in ("a@example.com", "b@example.com"):
            owner = await entrance.found(email)
            await make_key(entrance, owner)
            await entrance.open_bot(owner, email[0])
            body = {"username": "cara", "password": PASSWORD}
            await entrance.client.post(f"/api/v1/auth/{email[0]}/register", json=body)
        for table in (workspaces, users, customers, api_keys, audit_entries):
            column = table.c.id if table is workspaces else table.c.workspace_id
            for workspace_id, expected in ((1, {1}), (2, {2}), (None, set())):
                async with entrance.database.unit_of_work(workspace_id) as unit:
                    seen = set((await unit.execute(select(column))).scalars())
                assert seen == expected, table.name

    async def test_rows_of_another_workspace_cannot_be_written(self, entrance: Entrance) -> None:
        await entrance.found("a@example.com")
        await entrance.found("b@example.com")
        foreign = "INSERT INTO audit_entries (workspace_id, actor_kind, action, via, created_at)"
        with pytest.raises(Exception, match="row-level security"):
            async with entrance.database.unit_of_work(1) as unit:
                await unit.execute(text(f"{foreign} VALUES (2, 'x', 'x', 'x', now())"))


class TestWork:
    """The unit of work of a request is committed before the answer leaves, and its failure is the answer."""

    @pytest.fixture
    def trial(self, entrance: Entrance) -> httpx.AsyncClient:
        router = APIRouter()

        @router.post("/trial/{name}", status_code=201)
        async def rename(
            caller: AnyCaller, unit: Work, name: str, database: Annotated[Database, provided(Database)]
        ) -> dict[str, str]:
            await unit.execute(text("UPDATE workspaces SET name = :name"), {"name": name})
            if name == "fails":
                # Deferred, so that only the commit finds out.
                await unit.execute(text("SELECT set_config('frontdesk.fail', 'yes', true)"))
            return {"name": name}

        entrance.application.include_router(router)
        return entrance.client

    async def test_a_commit_that_fails_is_no_201(self, entrance: Entrance, trial: httpx.AsyncClient) -> None:
        owner = await entrance.found(workspace_name="before")
        run_sql(
            entrance.url,
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " IF current_setting('frontdesk.fail', true) = 'yes' THEN RAISE 'no commit'; END IF;"
            " RETURN NULL; END $$",
            "CREATE CONSTRAINT TRIGGER refuse AFTER UPDATE ON workspaces DEFERRABLE INITIALLY DEFERRED"
            " FOR EACH ROW EXECUTE FUNCTION refuse()",
        )
        assert (await trial.post("/trial/fails", headers=owner)).status_code == 500
        assert (await trial.get(WORKSPACE, headers=owner)).json()["name"] == "before"
        assert (await trial.post("/trial/after", headers=owner)).status_code == 201
        assert (await trial.get(WORKSPACE, headers=owner)).json()["name"] == "after"

    async def test_nobody_has_no_workspace_to_work_in(self, trial: httpx.AsyncClient) -> None:
        assert (await trial.post("/trial/x")).status_code == 401


async def test_the_openapi_document_names_the_password_flow_and_the_problems(entrance: Entrance) -> None:
    from frontdesk.platform.problems import declare_problems

    document = declare_problems(entrance.application.openapi())
    schemes = document["components"]["securitySchemes"]
    assert schemes["OAuth2PasswordBearer"]["flows"]["password"]["tokenUrl"] == "/auth/token"
    assert schemes["API key"]["name"] == "X-API-Key"
    token = document["paths"]["/auth/token"]["post"]
    forms = set(token["requestBody"]["content"])
    assert forms == {"application/json", "application/x-www-form-urlencoded"}
    assert "application/problem+json" in token["responses"]["401"]["content"]
    assert "Problem" in document["components"]["schemas"]
    assert "HTTPValidationError" not in str(document)


def test_roles_are_ordered() -> None:
    assert sorted(Role, key=lambda role: role.rank) == [Role.VIEWER, Role.AGENT, Role.ADMIN, Role.OWNER]

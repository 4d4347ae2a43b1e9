"""Once: a dependency for POSTs that may come with an `Idempotency-Key`."""

from typing import Annotated, Any

import orjson
from fastapi import Depends, Header, Request
from starlette.responses import Response

from frontdesk.crm.endpoints.object_route import RecordsResponse
from frontdesk.crm.idempotency import IdempotencyKeys, Kept
from frontdesk.identity.dependencies import StaffAgent, Work
from frontdesk.platform.provide import provided
from frontdesk.platform.unit_of_work import UnitOfWork

MOST_KEY_LETTERS = 200


class OnceOnly:
    """The answer that was given to this key before, and the place to keep the one that is given now."""

    def __init__(self, keys: IdempotencyKeys, unit: UnitOfWork, caller: Any, key: str | None, request: bytes):
        self._keys, self._unit, self._caller, self._key, self._request = keys, unit, caller, key, request

    async def answered(self) -> Response | None:
        """The earlier answer; None where there is none or no key was sent."""
        if self._key is None:
            return None
        kept = await self._keys.answer(self._unit, self._caller, self._key, self._request)
        if kept is None:
            return None
        headers = {**kept.headers, "Idempotency-Replayed": "true"}
        return RecordsResponse(kept.body, kept.status, headers)

    async def keep(self, response: Response) -> Response:
        """Keeps the answer of a write that is about to be committed, and hands it on."""
        if self._key is not None:
            headers = {name: value for name, value in response.headers.items() if not name.startswith("content-")}
            kept = Kept(response.status_code, headers, orjson.loads(response.body))
            await self._keys.keep(self._unit, self._caller, self._key, self._request, kept)
        return response


async def _once(
    request: Request,
    caller: StaffAgent,
    work: Work,
    keys: Annotated[IdempotencyKeys, provided(IdempotencyKeys)],
    idempotency_key: Annotated[
        str | None,
        Header(
            max_length=MOST_KEY_LETTERS,
            pattern=r"^[\x21-\x7e]+$",
            description="Makes sending this request again harmless: for 24 hours it is answered as the first time",
        ),
    ] = None,
) -> OnceOnly:
    body = await request.body() if idempotency_key is not None else b""
    told_apart = b"\n".join([request.method.encode(), str(request.url).encode(), body])
    return OnceOnly(keys, work, caller, idempotency_key, told_apart)


Once = Annotated[OnceOnly, Depends(_once)]

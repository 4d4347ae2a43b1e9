"""Callers and their roles, and what is remembered of them."""

import pytest

from frontdesk.identity.callers import Caller, CallerKind, Role
from frontdesk.identity.errors import RoleNeededError
from frontdesk.platform.errors import NotSignedInError
from frontdesk.platform.remembered import Remembered


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("needed", Role)
def test_a_role_may_do_what_lower_ones_may(role: Role, needed: Role) -> None:
    caller = Caller(CallerKind.STAFF, 1, user_id=1, role=role)
    order = [Role.VIEWER, Role.AGENT, Role.ADMIN, Role.OWNER]
    if order.index(role) >= order.index(needed):
        assert caller.require(needed) is caller
    else:
        with pytest.raises(RoleNeededError):
            caller.require(needed)


def test_nobody_has_to_sign_in_and_customers_have_no_role() -> None:
    with pytest.raises(NotSignedInError):
        Caller.anonymous("127.0.0.1").require(Role.VIEWER)
    customer = Caller(CallerKind.CUSTOMER, 1, customer_id=1, bot_id=1)
    assert customer.require_signed_in() is customer
    assert not customer.is_staff
    with pytest.raises(RoleNeededError):
        customer.require(Role.VIEWER)


def test_what_is_remembered_is_forgotten_in_time() -> None:
    now = 0.0
    remembered: Remembered[str, int] = Remembered(5, 2, lambda: now)
    remembered.keep("a", 1)
    now = 4.9
    assert remembered.get("a") == 1
    now = 5.0
    assert remembered.get("a") is None
    for key in "bcd":
        remembered.keep(key, 2)
    assert [remembered.get(key) for key in "bcd"] == [None, 2, 2], "the oldest makes room"
    remembered.forget("c")
    remembered.forget_where(lambda value: value == 2)
    assert [remembered.get(key) for key in "cd"] == [None, None]

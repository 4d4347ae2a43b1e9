"""Global search: words, beginnings, typing errors, accents; the best first."""

from typing import Any

import pytest

from frontdesk.crm.text_folding import folded, words_of
from tests.conftest import Running, Staff
from tests.http.crm import add


@pytest.fixture(scope="module")
def desk(running: Running) -> Staff:
    """A workspace with some people of like names, and what hangs on them."""
    owner = running.found()
    for name, company, city in (
        ("Guna Kumar", "Brightside", "Chennai"),
        ("José Åkesson", "Norrland", "Malmö"),
        ("Katherine Fernandez", "Acme Traders", "Pune"),
        ("Ravi Shankar", "Kumar & Sons", "Delhi"),
    ):
        add(owner, "leads", name=name, company=company, city=city)
    contact = add(owner, "contacts", first_name="Meera", last_name="Subramanian", phone="+91 98765 43210")
    add(owner, "deals", title="Training for Brightside", contact_id=contact["id"])
    add(owner, "notes", content="Spoke about the scholarship. " + "Nothing else was said. " * 20 + "Lighthouse")
    return owner


def search(staff: Staff, text: str, **parameters: Any) -> dict[str, Any]:
    answer = staff.get("/api/v1/search", params={"q": text, **parameters})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def titles(found: dict[str, Any]) -> list[str]:
    return [item["title"] for item in found["items"]]


def test_a_hit_tells_its_object_title_and_what_tells_it_from_others(desk: Staff) -> None:
    found = search(desk, "guna kumar")
    hit = found["items"][0]
    assert found["corrected"] is None
    assert (hit["object"], hit["title"], hit["matched"]) == ("leads", "Guna Kumar", "name")
    assert hit["subtitle"].startswith("Brightside")
    assert "New" in hit["subtitle"]
    assert 0.9 < hit["score"] <= 1


def test_the_title_counts_more_than_other_fields(desk: Staff) -> None:
    assert titles(search(desk, "kumar"))[:2] == ["Guna Kumar", "Ravi Shankar"]
    by_company = search(desk, "kumar sons")["items"][0]
    assert (by_company["title"], by_company["matched"]) == ("Ravi Shankar", "company")


def test_all_objects_are_searched_or_only_some(desk: Staff) -> None:
    assert {item["object"] for item in search(desk, "brightside")["items"]} == {"leads", "deals"}
    only = search(desk, "brightside", objects="deals,contacts")
    assert [item["object"] for item in only["items"]] == ["deals"]
    unknown = desk.get("/api/v1/search", params={"q": "x", "objects": "leeds"})
    assert (unknown.status_code, "leads" in unknown.json()["detail"]) == (404, True)


def test_beginnings_are_found_after_whole_words(desk: Staff) -> None:
    assert "Katherine Fernandez" in titles(search(desk, "kath fern"))
    assert search(desk, "ferna")["items"][0]["score"] < search(desk, "fernandez")["items"][0]["score"]


@pytest.mark.parametrize(
    ("typed", "title", "corrected"),
    [
        ("jose akesson", "José Åkesson", None),
        ("JOSÉ", "José Åkesson", None),
        ("malmo", "José Åkesson", None),
        ("gnua kumr", "Guna Kumar", "guna kumar"),
        ("fernadnes", "Katherine Fernandez", "fernandez"),
        ("catherine fernandes", "Katherine Fernandez", "katherine fernandez"),
        ("subramanien", "Meera Subramanian", "subramanian"),
        ("chenai", "Guna Kumar", "chennai"),
        ("akeson", "José Åkesson", "akesson"),
    ],
)
def test_accents_and_typing_errors_do_not_matter(desk: Staff, typed: str, title: str, corrected: str | None) -> None:
    found = search(desk, typed)
    assert titles(found)[0] == title
    assert found["corrected"] == corrected


def test_the_beginning_of_a_word_may_hold_an_error(desk: Staff) -> None:
    assert titles(search(desk, "subrmani"))[0] == "Meera Subramanian"


def test_a_word_that_nobody_wrote_is_left_out(desk: Staff) -> None:
    found = search(desk, "guna xqzzqx")
    assert titles(found) == ["Guna Kumar"]
    assert found["corrected"] == "guna"
    assert search(desk, "xqzzqx") == {"items": [], "corrected": None}


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("गुणा कुमार", "गुणा"),
        ("தமிழ் செல்வன்", "செல்வன்"),
        ("தமிழ் செல்வன்", "செல்வ"),
        ("สมชาย ใจดี", "ใจดี"),
        ("Ελλάς Αργυρού", "ΕΛΛΑΣ αργυρου"),
        ("李小龙", "李小"),
        ("Ștefan Łukasz", "stefan"),
        ("Straße Büro", "straße buro"),
        ("गुणा कुमार", "गुणा कमार"),
    ],
)
def test_every_script_is_searched(desk: Staff, name: str, typed: str) -> None:
    lead = add(desk, "leads", name=name)
    assert lead["id"] in [item["id"] for item in search(desk, typed)["items"]]


def test_the_database_parts_and_folds_words_as_the_program_does(running: Running) -> None:
    letters = ["a" + chr(number) + "b" for number in range(1, 0x3000) if chr(number).isprintable()]
    letters += ["a" + sign + "b" for sign in "\u200d\u3000。、「」・😀￥％"]
    rows = running.rows(
        "SELECT t, crm_fold(t), tsvector_to_array(crm_words(1, t)), tsvector_to_array(crm_marks(1, '=', t))"
        " FROM unnest(%s::text[]) t",
        letters,
    )
    for text, fold, words, marks in rows:
        assert fold == folded(text)
        assert sorted(words) == sorted({"@1", *words_of(text)})
        assert sorted(marks) == sorted({f"@1={word}" for word in words_of(text)})


def test_a_record_says_which_of_its_words_stand_in_its_title(desk: Staff, running: Running) -> None:
    lead = add(desk, "leads", name="Zita Marquess", position="Zookeeper", city="Zwolle")
    ((marks,),) = running.rows(
        "SELECT array_agg(l) FROM crm_leads, unnest(tsvector_to_array(search)) l WHERE id = %s AND l LIKE '@%%=%%'",
        lead["id"],
    )
    assert {mark.lstrip("@0123456789") for mark in marks} == {"=zita", "=marquess", ".position=zookeeper"}
    assert running.rows("SELECT word FROM crm_vocabulary WHERE word LIKE '%%=%%'") == []


@pytest.mark.parametrize("typed", ["98765 43210", "9876543210", "+919876543210", "098765-43210"])
def test_a_number_is_found_however_it_is_written(desk: Staff, typed: str) -> None:
    hit = search(desk, typed)["items"][0]
    assert (hit["title"], hit["matched"]) == ("Meera Subramanian", "phone")


def test_words_far_inside_a_long_text_are_found(desk: Staff) -> None:
    hit = search(desk, "lighthouse")["items"][0]
    assert (hit["object"], hit["matched"]) == ("notes", "content")


def test_the_trash_and_other_workspaces_are_not_searched(desk: Staff, running: Running) -> None:
    stranger = running.found()
    gone = add(stranger, "leads", name="Perpetua Winterbottom")
    assert len(search(stranger, "perpetua")["items"]) == 1
    assert search(desk, "perpetua")["items"] == []
    assert search(desk, "perpetau winterbotom") == {"items": [], "corrected": None}
    stranger.delete(f"/api/v1/leads/{gone['id']}")
    assert search(stranger, "perpetua")["items"] == []


def test_who_sees_only_their_own_finds_only_their_own(running: Running) -> None:
    owner = running.found()
    agent = owner.colleague("agent")
    rule = {"items": [{"role": "agent", "object": "leads", "visibility": "own"}]}
    assert owner.request("PUT", "/api/v1/record-visibility", json=rule).status_code == 200
    add(owner, "leads", name="Zenobia Hidden")
    add(agent, "leads", name="Zenobia Seen")
    assert titles(search(agent, "zenobia")) == ["Zenobia Seen"]
    assert len(search(owner, "zenobia")["items"]) == 2


def test_many_records_with_a_common_word_come_newest_first_and_titles_before_all(running: Running) -> None:
    owner = running.found()
    rows = [{"name": f"Person {number}", "company": "Commonplace"} for number in range(300)]
    assert owner.post("/api/v1/leads/batch", json={"create": rows}).status_code == 200
    older = add(owner, "leads", name="Commonplace Smith")
    more = [{"name": f"Other {number}", "company": "Commonplace"} for number in range(300)]
    assert owner.post("/api/v1/leads/batch", json={"create": more}).status_code == 200
    found = search(owner, "commonplace", limit=10)["items"]
    assert found[0]["id"] == older["id"]
    assert all(item["title"].startswith("Other") for item in found[1:])


@pytest.mark.parametrize("text", ["", "   ", "'", "\\", "& | !", ":*", "a" * 200, "💥", "%_", "x' | 'y"])
def test_odd_texts_are_searched_without_harm(desk: Staff, text: str) -> None:
    assert "items" in search(desk, text)


@pytest.mark.parametrize("parameters", [{"q": "a" * 201}, {"q": "a\x00b"}, {"q": "x", "limit": 0}, {"limit": 5}])
def test_what_cannot_be_searched_is_refused(desk: Staff, parameters: dict[str, Any]) -> None:
    answer = desk.get("/api/v1/search", params=parameters)
    assert answer.status_code == 422
    assert answer.json()["errors"]

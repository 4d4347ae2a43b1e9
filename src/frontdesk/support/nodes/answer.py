"""Node that puts the one message of the turn together from the draft and the decision."""

from typing import Any

from frontdesk.language.labels import SmallTalk
from frontdesk.support.agents import AGENTS
from frontdesk.support.escalation import Step
from frontdesk.support.files import missed_files, read_files, unread_files
from frontdesk.support.handoff import handoff_notice
from frontdesk.support.recall import address
from frontdesk.support.state import Question, TurnState
from frontdesk.support.wording import TONES, Wording


async def compose(state: TurnState) -> dict[str, Any]:
    bot = state["question"].bot
    words = TONES[bot.tone]
    response = _COMPOSERS[state["decision"].step](state, words)
    unread = unread_files(state["question"].enclosed, words)
    return {"response": "\n\n".join(part for part in (response, unread) if part)}


def _answer(state: TurnState, words: Wording) -> str:
    if state["question"].is_files_alone:
        return read_files(state["question"].enclosed, words)
    small_talk = state["understanding"].small_talk
    if small_talk is not SmallTalk.NONE:
        return _small_talk(state["question"], small_talk, words)
    if (said := state["recollection"]) is not None:
        return _joined(_opening(state, words), said)
    draft = state["draft"]
    assert draft is not None, "a confident turn has a draft"
    return _joined(_opening(state, words), draft.text)


def _small_talk(question: Question, small_talk: SmallTalk, words: Wording) -> str:
    """By the customer's name where they have told it; the bot's own greeting is said as it is."""
    if small_talk is SmallTalk.GREETING and question.bot.greeting:
        return question.bot.greeting
    name = address(question.recalled, formal=question.bot.tone == "formal")
    if name is None:
        return str(getattr(words, small_talk))
    return str(getattr(words, f"{small_talk}_by_name")).format(name=name)


def _ask(state: TurnState, words: Wording) -> str:
    return _joined(
        missed_files(state["question"].enclosed, words) or words.unsure,
        AGENTS[state["category"]].clarifying_question,
        words.offer_person,
    )


def _say_so(state: TurnState, words: Wording) -> str:
    missed = missed_files(state["question"].enclosed, words)
    return _joined(_opening(state, words), missed or words.cannot_answer)


def _hand_over(state: TurnState, words: Wording) -> str:
    """What could be answered, then the notice."""
    draft, requested = state["draft"], state["decision"].reason == "requested"
    notice = handoff_notice(words, state["question"].back, requested=requested)
    answer = draft.text + "\n\n" if draft and not requested else ""
    return _joined(_opening(state, words), answer + notice)


def _opening(state: TurnState, words: Wording) -> str:
    return {"Angry": words.very_sorry, "Negative": words.sorry}.get(state["sentiment"], "")


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


_COMPOSERS = {Step.ANSWER: _answer, Step.ASK: _ask, Step.SAY_SO: _say_so, Step.HAND_OVER: _hand_over}

"""The four specialised agents: what each knows of its field, beyond what the knowledge says.

An agent never states a fact of its own: what is its own is the one question that it asks when it is unsure.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Agent:
    """A specialised agent of one category."""

    name: str
    clarifying_question: str


AGENTS = {
    "Technical": Agent(
        "technical",
        "What were you doing when it happened, and what did you see on the screen?",
    ),
    "Billing": Agent(
        "billing",
        "Which payment or invoice is it about, and what looks wrong with it?",
    ),
    "Account": Agent(
        "account",
        "What would you like to change or reach in your account, and at which step does it stop?",
    ),
    "General": Agent(
        "general",
        "Could you tell me a little more about what you are looking for?",
    ),
}

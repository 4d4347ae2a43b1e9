"""The four specialised agents: what each knows of its field, beyond what the knowledge says.

An agent never states a fact of its own. It shapes the turn: the one question it asks when it is unsure, and what
it tells the person who takes over to look at first.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Agent:
    """A specialised agent of one category."""

    name: str
    clarifying_question: str
    handover_note: str


AGENTS = {
    "Technical": Agent(
        "technical",
        "What were you doing when it happened, and what did you see on the screen?",
        "Ask for the device, the app or browser version and the exact message shown.",
    ),
    "Billing": Agent(
        "billing",
        "Which payment or invoice is it about, and what looks wrong with it?",
        "Check the customer's payments and invoices before you answer.",
    ),
    "Account": Agent(
        "account",
        "What would you like to change or reach in your account, and at which step does it stop?",
        "Make sure that the customer is who they say before you change anything.",
    ),
    "General": Agent(
        "general",
        "Could you tell me a little more about what you are looking for?",
        "Read the conversation first; the question did not fit one field.",
    ),
}

"""Wording: every sentence that the bot says of its own accord, by the tone of the bot.

None states a fact but when people are there, which the bot's business hours say, and what the customer told of
themselves.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wording:
    """The sentences of one tone."""

    greeting: str
    thanks: str
    goodbye: str
    sorry: str
    very_sorry: str
    unsure: str
    offer_person: str
    cannot_answer: str
    handed_over: str
    handed_over_on_request: str
    away: str
    away_for_good: str
    also: str
    files_read: str
    file_unread: str
    greeting_by_name: str
    thanks_by_name: str
    goodbye_by_name: str
    recalled: str
    noted: str
    not_in_files: str


TONES = {
    "friendly": Wording(
        greeting="Hello! What can I help you with?",
        thanks="You're welcome. Is there anything else I can help with?",
        goodbye="Goodbye, and take care.",
        sorry="I'm sorry about the trouble.",
        very_sorry="I'm very sorry about this.",
        unsure="I'm not sure I have the right answer to that.",
        offer_person="If you would rather talk to a person, just say so.",
        cannot_answer="I don't have an answer to that in what I know.",
        handed_over="I've passed this on to one of our team. They can see the whole conversation and will answer here.",
        handed_over_on_request="Of course. I've asked one of our team to join; they will answer here.",
        away="I've passed this on to our team. They are away just now, back {when}, and will answer here then.",
        away_for_good="I've passed this on to our team. They are away and will answer here when they are back.",
        also="On your other question:",
        files_read="Thank you, I've read {names}. What would you like to know about it?",
        file_unread="I couldn't read {name}: {why}. I've kept it, so our team can open it.",
        greeting_by_name="Hello, {name}! What can I help you with?",
        thanks_by_name="You're welcome, {name}. Is there anything else I can help with?",
        goodbye_by_name="Goodbye, {name}, and take care.",
        recalled="You told me that {facts}.",
        noted="Thanks, I've noted that. What can I help you with?",
        not_in_files="I've read {names} and can't find that there.",
    ),
    "formal": Wording(
        greeting="Good day. How may I assist you?",
        thanks="You are welcome. May I assist you with anything else?",
        goodbye="Thank you for writing to us. Goodbye.",
        sorry="We apologise for the inconvenience.",
        very_sorry="Please accept our sincere apologies.",
        unsure="I am not certain that I have the right answer to this.",
        offer_person="Should you prefer to speak with a member of our staff, please say so.",
        cannot_answer="Our knowledge base does not hold an answer to this question.",
        handed_over="Your request has been passed to a member of our staff, who will reply in this conversation.",
        handed_over_on_request="Certainly. A member of our staff has been asked to join and will reply here.",
        away="Your request has been passed to our staff. They are available again {when} and will reply here then.",
        away_for_good="Your request has been passed to our staff, who are not available now and will reply here.",
        also="Regarding your other question:",
        files_read="Thank you. I have read {names}. What would you like to know?",
        file_unread="I was unable to read {name}: {why}. It has been kept for our staff to open.",
        greeting_by_name="Good day, {name}. How may I assist you?",
        thanks_by_name="You are welcome, {name}. May I assist you with anything else?",
        goodbye_by_name="Thank you for writing to us, {name}. Goodbye.",
        recalled="According to what you have told us, {facts}.",
        noted="Thank you, this has been noted. How may I assist you?",
        not_in_files="I have read {names} and did not find the answer there.",
    ),
    "concise": Wording(
        greeting="Hello. How can I help?",
        thanks="You're welcome.",
        goodbye="Goodbye.",
        sorry="Sorry about the trouble.",
        very_sorry="I'm sorry about this.",
        unsure="I'm not sure about that.",
        offer_person="Say so if you want a person.",
        cannot_answer="I don't know that.",
        handed_over="Passed to our team. They will answer here.",
        handed_over_on_request="A person has been asked to join. They will answer here.",
        away="Passed to our team. They are back {when} and will answer here.",
        away_for_good="Passed to our team. They are away now and will answer here.",
        also="Also:",
        files_read="I've read {names}. What is your question?",
        file_unread="I couldn't read {name}: {why}. Our team can open it.",
        greeting_by_name="Hello, {name}. How can I help?",
        thanks_by_name="You're welcome, {name}.",
        goodbye_by_name="Goodbye, {name}.",
        recalled="You said that {facts}.",
        noted="Noted. How can I help?",
        not_in_files="I've read {names}; it isn't there.",
    ),
}

# Why a file was not read, by its problem; `picture` and `kept` are no fault of the file.
UNREAD = {
    "protected": "it is protected by a password",
    "broken": "the file is damaged",
    "too_much": "there is too much in it",
    "too_slow": "reading it took too long",
    "no_text": "there is no text in it that I can see",
    "picture": "I can't read pictures yet",
}

"""Knowledge for tests: a small shop's FAQs."""

FAQS = [
    {
        "id": "reset",
        "question": "How do I reset my password?",
        "answer": "Open the sign-in page, choose Forgotten password, follow the link in the mail within 30 minutes.",
        "category": "Account",
    },
    {
        "id": "double",
        "question": "Why was I charged twice for one order?",
        "answer": "A second charge is a reservation that the bank releases within 5 working days; else we refund it.",
        "category": "Billing",
    },
    {
        "id": "crash",
        "question": "What can I do when the app crashes during an export?",
        "answer": "Update to version 4.2 or later and export fewer than 10,000 rows at a time.",
        "category": "Technical",
    },
    {
        "id": "hours",
        "question": "When is the shop open?",
        "answer": "The shop is open from Tuesday to Saturday between 10:00 and 18:30.",
        "category": "General",
    },
    {
        "id": "delivery",
        "question": "How long does delivery take?",
        "answer": "Parcels arrive within three working days; islands take two days more.",
        "category": "General",
    },
    {
        "id": "invoice",
        "question": "Where can I download my invoice?",
        "answer": "Every invoice is under Orders, behind the button Invoice as PDF.",
        "category": "Billing",
    },
    {
        "id": "delete",
        "question": "How do I delete my account?",
        "answer": "Choose Settings, then Privacy, then Delete account. Orders are kept for ten years by law.",
        "category": "Account",
    },
    {
        "id": "login",
        "question": "Why does the login page stay blank?",
        "answer": "Switch off content blockers for our page and load it again.",
        "category": "Technical",
    },
]

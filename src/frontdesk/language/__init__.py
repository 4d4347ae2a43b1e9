"""What a text says: its vector, category, sentiment, wish for a person, and words. Knows no database."""

import os

# The runtime of the embedding model would report its use to its maker; it reads this when it is first imported.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

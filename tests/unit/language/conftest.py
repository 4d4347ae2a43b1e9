"""The embedder and the engine as they ship, loaded once for all tests of this folder."""

import pytest

from frontdesk.language.embedding import LocalEmbedder
from frontdesk.language.understanding import LanguageEngine


@pytest.fixture(scope="session")
def embedder() -> LocalEmbedder:
    return LocalEmbedder()


@pytest.fixture(scope="session")
def engine() -> LanguageEngine:
    return LanguageEngine.shipped()

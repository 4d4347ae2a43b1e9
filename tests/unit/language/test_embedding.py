"""The vectors of the shipped model."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.language.embedding import MODEL_FOLDER, LocalEmbedder, batches

REFERENCE = Path(__file__).parent / "reference_vectors.npz"
shipped = LocalEmbedder()


def test_vectors_are_those_of_the_full_model(embedder: LocalEmbedder) -> None:
    with np.load(REFERENCE) as reference:
        texts, expected = list(map(str, reference["texts"])), reference["vectors"].astype(np.float32)
    cosine = (embedder.embed(texts) * expected).sum(axis=1)
    assert cosine.mean() > 0.997
    assert cosine.min() > 0.995


def test_a_vector_does_not_depend_on_its_neighbours(embedder: LocalEmbedder) -> None:
    texts = ["My card was declined.", "Refund?", "How long does delivery to Norway take? " * 20, "Refund?"]
    together = embedder.embed(texts)
    alone = np.concatenate([embedder.embed([text]) for text in texts])
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_meaning_counts_more_than_words(embedder: LocalEmbedder) -> None:
    question, same, other = embedder.embed(
        ["How do I get a new password?", "I can't remember my login code", "How do I get a new bicycle?"]
    )
    assert question @ same > question @ other


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=60))
def test_any_text_has_a_vector_of_length_one(text: str) -> None:
    vectors = shipped.embed([text])
    assert vectors.shape == (1, shipped.dimension)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors[0]) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("text", ["", " \n", "\x00\x01", "\ud800 lone", "x" * 100_000, "word " * 20_000])
def test_extreme_texts(embedder: LocalEmbedder, text: str) -> None:
    assert np.linalg.norm(embedder.embed([text])[0]) == pytest.approx(1, abs=1e-5)


def test_nothing_gives_no_rows(embedder: LocalEmbedder) -> None:
    assert embedder.embed([]).shape == (0, embedder.dimension)


def test_only_the_first_256_pieces_count(embedder: LocalEmbedder) -> None:
    start = "parcel " * 300
    one, other = embedder.embed([start + "lost in the mail", start + "happy birthday"])
    np.testing.assert_array_equal(one, other)


def test_first_calls_from_many_threads_load_one_model() -> None:
    fresh = LocalEmbedder()
    with ThreadPoolExecutor(4) as pool:
        rows = list(pool.map(lambda number: fresh.embed([f"message {number % 2}"])[0], range(8)))
    for number, row in enumerate(rows):
        np.testing.assert_array_equal(row, rows[number % 2])


@given(st.lists(st.integers(1, 256), max_size=60))
def test_batches_hold_every_row_once_and_keep_the_limit(lengths: list[int]) -> None:
    grouped = list(batches(lengths))
    assert sorted(row for batch in grouped for row in batch) == list(range(len(lengths)))
    for batch in grouped:
        assert len(batch) == 1 or len(batch) * max(lengths[row] for row in batch) <= 256


def test_the_file_is_small_and_licensed() -> None:
    assert (MODEL_FOLDER / "model.onnx").stat().st_size <= 25_000_000
    assert "Apache License" in (MODEL_FOLDER / "LICENSE").read_text()


def test_the_model_runs_without_reporting_to_anyone(tmp_path: Path) -> None:
    """The runtime keeps what it would report in the home folder; ours must leave that empty."""
    code = "from frontdesk.language.embedding import LocalEmbedder; LocalEmbedder().embed(['hello'])"
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], env=environment, check=True)
    assert list(tmp_path.rglob("*")) == []

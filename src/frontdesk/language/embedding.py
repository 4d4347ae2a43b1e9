"""Vectors of texts, from the model that ships in the package."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from frontdesk.language.text import printable

Vectors = NDArray[np.float32]

MODEL_FOLDER = Path(__file__).parent / "model"
MAXIMUM_TOKENS = 256
# 256 word pieces of ordinary text are about 1,200 characters; what lies far beyond is not even tokenised.
MAXIMUM_CHARACTERS = 8_000
# A larger batch is no faster per text and costs memory (docs/decisions/0010-embedding-model.md).
TOKENS_IN_A_BATCH = 256


class Embedder(Protocol):
    """Turns texts into vectors of length 1 whose dot product says how near they are in meaning."""

    @property
    def name(self) -> str:
        """Names model and arithmetic: vectors of another name cannot be compared with these."""
        ...

    @property
    def dimension(self) -> int: ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """float32 array [len(texts), dimension], each row of length 1, in the order of the texts."""
        ...


class LocalEmbedder:
    """all-MiniLM-L6-v2 in 8 bits on one processor core; safe to call from several threads.

    Any string is accepted, the empty one too; only the first 256 word pieces count. A text's vector does not
    depend on the other texts of the call. The model is loaded at the first call, or by `load`.
    """

    name = "all-MiniLM-L6-v2/8bit-1"
    dimension = 384

    def __init__(self, folder: Path = MODEL_FOLDER, threads: int = 1) -> None:
        self._folder = folder
        self._threads = threads
        self._loading = threading.Lock()
        self._loaded: tuple[Tokenizer, onnxruntime.InferenceSession] | None = None

    def load(self) -> None:
        self._parts()

    def embed(self, texts: Sequence[str]) -> Vectors:
        tokenizer, session = self._parts()
        pieces = [tokenizer.encode(printable(text, MAXIMUM_CHARACTERS)).ids for text in texts]
        vectors = np.empty((len(pieces), self.dimension), dtype=np.float32)
        for rows in batches([len(ids) for ids in pieces]):
            vectors[rows] = run(session, [pieces[row] for row in rows])
        return vectors

    def _parts(self) -> tuple[Tokenizer, onnxruntime.InferenceSession]:
        with self._loading:
            if self._loaded is None:
                self._loaded = (load_tokenizer(self._folder), load_session(self._folder, self._threads))
            return self._loaded


def load_tokenizer(folder: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(MAXIMUM_TOKENS)
    return tokenizer


def load_session(folder: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Threads that spin while they wait would take the core from the rest of the program.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])


def batches(lengths: Sequence[int], limit: int = TOKENS_IN_A_BATCH) -> Iterator[list[int]]:
    """Row numbers grouped so that texts of like length share a batch of at most `limit` padded tokens."""
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and lengths[row] * (len(batch) + 1) > limit:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def run(session: onnxruntime.InferenceSession, pieces: list[list[int]]) -> Vectors:
    """float32 array [len(pieces), dimension] for one padded batch."""
    lengths = np.array([len(ids) for ids in pieces])
    padded = np.zeros((len(pieces), int(lengths.max())), dtype=np.int64)
    for row, ids in enumerate(pieces):
        padded[row, : len(ids)] = ids
    mask = (np.arange(padded.shape[1]) < lengths[:, None]).astype(np.int64)
    outputs: list[Any] = session.run(None, {"input_ids": padded, "attention_mask": mask})
    return np.asarray(outputs[0], dtype=np.float32)

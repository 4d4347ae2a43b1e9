"""Makes the 8-bit embedding model that ships in frontdesk/language/model from published float32 weights.

    python scripts/make_embedding_model.py PATH_TO_ALL_MINILM_L6_V2 [--out DIRECTORY]

PATH is a folder with model.safetensors, config.json and tokenizer.json of
sentence-transformers/all-MiniLM-L6-v2. Needs numpy, onnx, onnxruntime, safetensors, tokenizers, torch and
transformers; the product itself needs only onnxruntime, tokenizers and numpy. The same weights give the same
bytes. The script checks its own result against the float32 model of transformers and fails when the mean
cosine is below 0.995 or the file above 25 MB.

How the numbers are kept (docs/decisions/0010-embedding-model.md says why):
- weights: one scale per output channel, 7 bits, so that sums of two products with 8-bit activations cannot
  overflow 16 bits on processors without VNNI; word embeddings: 8 bits, one scale per word;
- activations: 8 bits with one scale per token, so a vector does not depend on what else is in the batch;
- channels with outliers are divided by a power of two before, and the weights multiplied by it
  (SmoothQuant, Xiao et al. 2023, strength 0.5); the output of GELU never lies below -0.17, so it is shifted
  by that and uses all 8 bits above zero.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file
from tokenizers import Tokenizer
from transformers import BertModel

MICROSOFT = "com.microsoft"
LAYERS, HEADS, MAXIMUM_TOKENS, EPSILON = 6, 12, 256, 1e-12
WEIGHT_LIMIT, ACTIVATION_LIMIT, GELU_FLOOR = 64, 127, 0.17
SMOOTHING = 0.5
LOWEST_COSINE, LARGEST_FILE = 0.995, 25_000_000

Array = NDArray[Any]

# Only the size of each channel is learned from these, not what they say.
CALIBRATION = """\
How do I reset my password?
The app crashes every time I export a report to PDF, I get error E-4012.
Why was I charged twice for the same order this month? Please refund one of the two payments.
Can I change the email address on my account and keep my old purchases?
What are your opening hours on public holidays?
Your driver left the parcel in the rain and nobody answers the phone.
Thanks, that solved it!
To activate the device, hold the power button for ten seconds until the light turns green, then open the app.
Invoices are sent on the first working day of each month to the billing address of the contract.
Refunds reach your bank within five to ten business days, depending on the card issuer and the country.
Students who miss more than two sessions may repeat the course once without paying the fee again.
I moved house last week. Which documents do you need to transfer the electricity contract?
Two-factor authentication can be switched on under Settings > Security; keep the recovery codes safe.
is ther any1 who can help me, my internet is dead since yesterday evening
Our warehouse in Rotterdam ships orders before 16:00 on the same day, except on Sundays.
The patient portal shows test results as soon as the laboratory has released them.
Baggage over 23 kg costs 40 EUR per flight and must be booked at least four hours before departure.
SELECT name, total FROM invoices WHERE status = 'open' ORDER BY due_date;
Termination requires written notice of 30 days; no fee applies after the minimum term of twelve months.
What is the difference between the Basic and the Professional plan, and can I switch in the middle of a year?
"""

# Used for the check alone, never for calibration.
CHECK = """\
I forgot my login and the code never arrives on my phone.
Does the warranty cover a broken screen?
My card was declined although there is enough money on the account.
How long does delivery to Norway take and who pays the customs duty?
The dashboard stays blank in Firefox after the last update, Chrome works.
please cancel the subscription from next month
Which courses start in September, and is there a discount for groups of five or more?
Meter readings can be sent through the website, by post or by telephone until the third day of the month.
We keep call recordings for ninety days and delete them after that unless a complaint is open.
To return a product, print the label from your order page and drop the parcel at any post office.
wifi keeps droping
Is the museum open on Mondays?
The API answers 429 when more than sixty requests arrive within a minute; wait as Retry-After says.
I would like to speak to a manager about how I was treated in your shop on Friday.
Interest is calculated daily on the outstanding balance and added to the account at the end of every quarter.
Great service, the engineer came on time and explained everything.
"""


class GraphBuilder:
    """Collects nodes and constants of one ONNX graph."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, value: Array) -> str:
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def number(self, value: float) -> str:
        return self.constant(f"number_{value}", np.array(value, dtype=np.float32))

    def axis(self, value: int) -> str:
        return self.constant(f"axis_{value}", np.array([value], dtype=np.int64))

    def node(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **attributes))
        return output

    def build(self, output: str, dimension: int) -> onnx.ModelProto:
        inputs = [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "tokens"])
            for name in ("input_ids", "attention_mask")
        ]
        outputs = [helper.make_tensor_value_info(output, TensorProto.FLOAT, ["texts", dimension])]
        graph = helper.make_graph(self.nodes, "all-MiniLM-L6-v2-8bit", inputs, outputs, list(self.constants.values()))
        versions = [helper.make_opsetid("", 18), helper.make_opsetid(MICROSOFT, 1)]
        model = helper.make_model(graph, opset_imports=versions, ir_version=9, producer_name="frontdesk")
        onnx.checker.check_model(model)
        return model


def quantise_rows(weights: Array, limit: int) -> tuple[Array, Array]:
    """(int8 rows, float32 scale per row): row * scale is the nearest to the weights."""
    scale = np.abs(weights).max(axis=1) / limit
    scale[scale == 0] = 1
    return np.rint(weights / scale[:, None]).astype(np.int8), scale.astype(np.float32)


class ModelBuilder:
    """Writes the BERT encoder, mean pooling and normalisation as one graph with integer matrix products."""

    def __init__(self, weights: dict[str, Array], smoothing: dict[str, Array]) -> None:
        self._weights = weights
        self._smoothing = smoothing
        self._graph = GraphBuilder()

    def build(self) -> onnx.ModelProto:
        hidden = self._embeddings()
        for layer in range(LAYERS):
            hidden = self._layer(layer, hidden)
        return self._graph.build(self._pooled(hidden), self._weights["embeddings.LayerNorm.bias"].shape[0])

    def _embeddings(self) -> str:
        graph, weights = self._graph, self._weights
        table, scale = quantise_rows(weights["embeddings.word_embeddings.weight"], ACTIVATION_LIMIT)
        words = graph.node("Gather", [graph.constant("words", table), "input_ids"], "words_8bit")
        scales = graph.node("Gather", [graph.constant("words_scale", scale[:, None]), "input_ids"], "words_scales")
        words = graph.node("Mul", [graph.node("Cast", [words], "words_float", to=1), scales], "words_scaled")
        # A single text is always of the first kind, so its vector is part of each position.
        positions = (
            weights["embeddings.position_embeddings.weight"][:MAXIMUM_TOKENS]
            + weights["embeddings.token_type_embeddings.weight"][0]
        )
        length = graph.node("Shape", ["input_ids"], "length", start=1, end=2)
        start = graph.axis(0)
        places = graph.node("Slice", [graph.constant("positions", positions), start, length, start], "places")
        total = graph.node("Add", [words, places], "embedding_sum")
        norm = [graph.constant(f"norm_{part}", weights[f"embeddings.LayerNorm.{part}"]) for part in ("weight", "bias")]
        graph.node("Cast", ["attention_mask"], "key_mask", to=TensorProto.INT32)
        return graph.node("LayerNormalization", [total, *norm], "embedded", axis=-1, epsilon=EPSILON)

    def _layer(self, layer: int, hidden: str) -> str:
        graph, name, prefix = self._graph, f"layer{layer}", f"encoder.layer.{layer}."
        parts = [prefix + f"attention.self.{part}." for part in ("query", "key", "value")]
        joined = np.concatenate([self._weights[part + "weight"] for part in parts])
        bias = np.concatenate([self._weights[part + "bias"] for part in parts])
        projected = self._product(name + ".attention", hidden, joined)
        split = [f"{name}.{part}" for part in ("query", "key", "value")]
        graph.nodes.append(helper.make_node("Split", [projected], split, axis=-1, num_outputs=3))
        inputs = [*split, graph.constant(name + ".attention_bias", bias), "key_mask"]
        attended = graph.node("MultiHeadAttention", inputs, name + ".attended", domain=MICROSOFT, num_heads=HEADS)
        output = prefix + "attention.output."
        mixed = self._product(name + ".mix", attended, self._weights[output + "dense.weight"])
        first = self._add_and_normalise(name + ".first", mixed, hidden, output, 0.0)
        return self._feed_forward(name, prefix, first)

    def _feed_forward(self, name: str, prefix: str, hidden: str) -> str:
        graph, inner = self._graph, prefix + "intermediate.dense."
        wide = self._product(name + ".wide", hidden, self._weights[inner + "weight"])
        bias = graph.constant(name + ".wide_bias", self._weights[inner + "bias"])
        active = graph.node("BiasGelu", [wide, bias], name + ".active", domain=MICROSOFT)
        shifted = graph.node("Add", [active, graph.number(GELU_FLOOR)], name + ".shifted")
        weights = self._weights[prefix + "output.dense.weight"]
        narrow = self._product(name + ".narrow", shifted, weights, positive=True)
        integers, scale = quantise_rows(weights, WEIGHT_LIMIT)
        correction = -GELU_FLOOR * (integers.astype(np.float32) * scale[:, None]).sum(axis=1)
        return self._add_and_normalise(name + ".second", narrow, hidden, prefix + "output.", correction)

    def _add_and_normalise(self, name: str, new: str, old: str, prefix: str, correction: Array | float) -> str:
        graph, weights = self._graph, self._weights
        inputs = [
            new,
            old,
            graph.constant(name + ".norm_weight", weights[prefix + "LayerNorm.weight"]),
            graph.constant(name + ".norm_bias", weights[prefix + "LayerNorm.bias"]),
            graph.constant(name + ".bias", (weights[prefix + "dense.bias"] + correction).astype(np.float32)),
        ]
        return graph.node("SkipLayerNormalization", inputs, name, domain=MICROSOFT, epsilon=EPSILON)

    def _product(self, name: str, value: str, weights: Array, positive: bool = False) -> str:
        """value @ weights.T with 8-bit activations (one scale per token) and 7-bit weights."""
        graph, smoothing = self._graph, self._smoothing.get(name)
        if smoothing is not None:
            weights = weights * smoothing
            inverse = graph.constant(name + ".smoothing", (1 / smoothing).astype(np.float32))
            value = graph.node("Mul", [value, inverse], name + ".smoothed")
        size = value if positive else graph.node("Abs", [value], name + ".size")
        largest = graph.node("ReduceMax", [size, graph.axis(-1)], name + ".largest", keepdims=1)
        limit = 255 if positive else ACTIVATION_LIMIT
        stretch = graph.node("Div", [graph.number(limit), largest], name + ".stretch")
        scale = graph.node("Mul", [largest, graph.number(1 / limit)], name + ".scale")
        # The cast cuts off, so half a step is added; the middle of the unsigned range stands for zero.
        zero = 0 if positive else 128
        stretched = graph.node("Mul", [value, stretch], name + ".stretched")
        moved = graph.node("Add", [stretched, graph.number(zero + 0.5)], name + ".moved")
        integers = graph.node("Cast", [moved], name + ".integers", to=TensorProto.UINT8)
        table, weight_scale = quantise_rows(weights, WEIGHT_LIMIT)
        inputs = [
            integers,
            graph.constant(name + ".weights", table.T),
            graph.number(1),
            graph.constant(name + ".weight_scale", weight_scale),
            graph.constant(f"zero_{zero}", np.array(zero, dtype=np.uint8)),
        ]
        product = graph.node("MatMulIntegerToFloat", inputs, name + ".product", domain=MICROSOFT)
        return graph.node("Mul", [product, scale], name)

    def _pooled(self, hidden: str) -> str:
        graph = self._graph
        mask = graph.node("Cast", ["attention_mask"], "mask_float", to=TensorProto.FLOAT)
        row = graph.node("Unsqueeze", [mask, graph.axis(1)], "mask_row")
        total = graph.node("MatMul", [row, hidden], "total_row")
        # The sum and the mean have the same direction, and only the direction is kept.
        flat = graph.node("Squeeze", [total, graph.axis(1)], "total")
        return graph.node("LpNormalization", [flat], "embedding", axis=-1, p=2)


class Reference:
    """The published model in float32, one text at a time."""

    def __init__(self, folder: Path, tokenizer: Tokenizer) -> None:
        self._model = BertModel.from_pretrained(folder).eval()
        self._tokenizer = tokenizer

    def embed(self, texts: list[str]) -> Array:
        return np.array([self._embed_one(text) for text in texts])

    def _embed_one(self, text: str) -> Array:
        ids = torch.tensor([self._tokenizer.encode(text).ids])
        with torch.no_grad():
            mean = self._model(input_ids=ids).last_hidden_state[0].mean(dim=0)
        return np.asarray((mean / mean.norm()).numpy())

    def channel_sizes(self, texts: list[str]) -> dict[str, Array]:
        """Largest absolute input of each channel, by the name of the product it goes into."""
        sizes: dict[str, Array] = {}
        hooks = [module.register_forward_pre_hook(_recorder(name, sizes)) for name, module in self._products()]
        self.embed(texts)
        for hook in hooks:
            hook.remove()
        return sizes

    def _products(self) -> Iterator[tuple[str, Any]]:
        for index, layer in enumerate(self._model.encoder.layer):
            yield f"layer{index}.attention", layer.attention.self.query
            yield f"layer{index}.wide", layer.intermediate.dense


def _recorder(name: str, sizes: dict[str, Array]) -> Any:
    def record(_module: Any, inputs: tuple[Any, ...]) -> None:
        largest = inputs[0].abs().amax(dim=(0, 1)).numpy()
        sizes[name] = np.maximum(sizes.get(name, largest), largest)

    return record


def smoothing_factors(weights: dict[str, Array], sizes: dict[str, Array]) -> dict[str, Array]:
    """Power of two by which each channel is divided; 1 for channels that are no outliers."""
    factors = {}
    for name, size in sizes.items():
        layer, kind = name.removeprefix("layer").split(".")
        prefix = f"encoder.layer.{layer}."
        parts = (
            [prefix + f"attention.self.{part}.weight" for part in ("query", "key", "value")]
            if kind == "attention"
            else [prefix + "intermediate.dense.weight"]
        )
        heaviest = np.abs(np.concatenate([weights[part] for part in parts])).max(axis=0)
        factor = size**SMOOTHING / heaviest ** (1 - SMOOTHING)
        factor = factor / np.median(factor)
        # Powers of two keep the weights exact and hide rounding differences between versions of torch.
        factors[name] = np.maximum(1.0, 2.0 ** np.rint(np.log2(factor))).astype(np.float32)
    return factors


def plain_tokenizer(path: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def embed_with(model: Path, tokenizer: Tokenizer, texts: list[str]) -> Array:
    """All texts in one padded batch, so that the check covers padding too."""
    session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    encoded = [tokenizer.encode(text).ids for text in texts]
    ids = np.zeros((len(texts), max(map(len, encoded))), dtype=np.int64)
    for row, tokens in enumerate(encoded):
        ids[row, : len(tokens)] = tokens
    mask = (np.arange(ids.shape[1]) < np.array([len(tokens) for tokens in encoded])[:, None]).astype(np.int64)
    return np.asarray(session.run(None, {"input_ids": ids, "attention_mask": mask})[0])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/frontdesk/language/model"))
    parser.add_argument("--reference", type=Path, default=Path("tests/unit/language/reference_vectors.npz"))
    arguments = parser.parse_args()
    source, target = arguments.source, arguments.out
    tokenizer = plain_tokenizer(source / "tokenizer.json")
    weights = {name.removeprefix("bert."): value for name, value in load_file(source / "model.safetensors").items()}
    reference = Reference(source, tokenizer)
    factors = smoothing_factors(weights, reference.channel_sizes(CALIBRATION.splitlines()))
    model = ModelBuilder(weights, factors).build()
    target.mkdir(parents=True, exist_ok=True)
    path = target / "model.onnx"
    path.write_bytes(model.SerializeToString(deterministic=True))
    tokenizer.save(str(target / "tokenizer.json"), pretty=False)
    texts = CHECK.splitlines()
    expected = reference.embed(texts)
    np.savez_compressed(arguments.reference, texts=np.array(texts), vectors=expected.astype(np.float16))
    cosine = (embed_with(path, tokenizer, texts) * expected).sum(axis=1)
    result = {
        "bytes": path.stat().st_size,
        "cosine_mean": round(float(cosine.mean()), 5),
        "cosine_min": round(float(cosine.min()), 5),
    }
    print(json.dumps(result))
    return int(cosine.mean() < LOWEST_COSINE or path.stat().st_size > LARGEST_FILE)


if __name__ == "__main__":
    sys.exit(main())

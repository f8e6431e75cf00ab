"""Trains the demonstration's language model: one that knows story.txt by heart, letter by letter.

    story.py OUT.gguf [--steps N]

Needs jax and gguf, and two minutes of a laptop. The model is a Llama of two layers in Q8_0, about 450 KB, so that any
program that runs Llama models runs it. Its result lies beside this file; the script is here so that it can be made again.
"""

import argparse
import pathlib

import gguf
import jax
import jax.numpy as np
import numpy

WIDTH, INNER, LAYERS, HEAD, BASE, EPS = 128, 256, 2, 64, 10000.0, 1e-5
HEADS = WIDTH // HEAD
TEXT = pathlib.Path(__file__).with_name("story.txt").read_text().strip()
SPACE = "\u2581"
LETTERS = sorted(set(TEXT.replace(" ", SPACE)))
SPECIAL = ["<unk>", "<s>", "</s>"] + [f"<0x{byte:02X}>" for byte in range(256)]
WORDS = -(-(len(SPECIAL) + len(LETTERS)) // 32) * 32


def tokens():
    """The story as a tokenizer gives it: a beginning, a space before the first word, its letters, an end."""
    of = {letter: len(SPECIAL) + index for index, letter in enumerate(LETTERS)}
    return [1] + [of[letter] for letter in SPACE + TEXT.replace(" ", SPACE)] + [2]


def start(key):
    def matrix(rows, columns):
        nonlocal key
        key, now = jax.random.split(key)
        return jax.random.normal(now, (rows, columns)) * columns**-0.5

    layers = [
        {
            "attn_q": matrix(WIDTH, WIDTH), "attn_k": matrix(WIDTH, WIDTH), "attn_v": matrix(WIDTH, WIDTH),
            "attn_output": matrix(WIDTH, WIDTH), "ffn_gate": matrix(INNER, WIDTH), "ffn_up": matrix(INNER, WIDTH),
            "ffn_down": matrix(WIDTH, INNER), "attn_norm": np.ones(WIDTH), "ffn_norm": np.ones(WIDTH),
        }
        for _ in range(LAYERS)
    ]
    ends = {"token_embd": matrix(WORDS, WIDTH) * WIDTH**0.5, "output": matrix(WORDS, WIDTH), "output_norm": np.ones(WIDTH)}
    return {"layers": layers, **ends}


def norm(x, weight):
    return x * jax.lax.rsqrt((x * x).mean(-1, keepdims=True) + EPS) * weight


def turn(x):
    """Rotary positions, on neighbouring pairs, as Llama has them."""
    angle = np.arange(x.shape[1])[:, None] * BASE ** (-np.arange(0, HEAD, 2) / HEAD)
    cos, sin = np.cos(angle)[None, :, None], np.sin(angle)[None, :, None]
    even, odd = x[..., 0::2], x[..., 1::2]
    return np.stack([even * cos - odd * sin, even * sin + odd * cos], -1).reshape(x.shape)


def logits(weights, batch):
    x = weights["token_embd"][batch]
    count, length = batch.shape
    hidden = np.tril(np.ones((length, length), bool))
    for layer in weights["layers"]:
        y = norm(x, layer["attn_norm"])
        heads = lambda name: (y @ layer[name].T).reshape(count, length, HEADS, HEAD)
        scores = np.einsum("bqhd,bkhd->bhqk", turn(heads("attn_q")), turn(heads("attn_k"))) * HEAD**-0.5
        mixed = np.einsum("bhqk,bkhd->bqhd", jax.nn.softmax(np.where(hidden, scores, -1e9)), heads("attn_v"))
        x = x + mixed.reshape(count, length, WIDTH) @ layer["attn_output"].T
        y = norm(x, layer["ffn_norm"])
        x = x + (jax.nn.silu(y @ layer["ffn_gate"].T) * (y @ layer["ffn_up"].T)) @ layer["ffn_down"].T
    return norm(x, weights["output_norm"]) @ weights["output"].T


def train(steps):
    story = np.array(tokens())[None]

    def loss(weights):
        scores = jax.nn.log_softmax(logits(weights, story[:, :-1]))
        return -np.take_along_axis(scores, story[:, 1:, None], -1).mean()

    @jax.jit
    def step(weights, first, second, number):
        value, slope = jax.value_and_grad(loss)(weights)
        first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, first, slope)
        second = jax.tree.map(lambda v, g: 0.98 * v + 0.02 * g * g, second, slope)
        rate = 3e-3 * np.minimum(number / 30, 1) * (1 - number / (steps + 1))
        move = lambda w, m, v: w - rate * (m / (1 - 0.9**number)) / (np.sqrt(v / (1 - 0.98**number)) + 1e-9)
        return jax.tree.map(move, weights, first, second), first, second, value

    weights = start(jax.random.key(1))
    first = second = jax.tree.map(np.zeros_like, weights)
    for number in range(1, steps + 1):
        weights, first, second, value = step(weights, first, second, float(number))
        if number % 50 == 0:
            print(f"step {number}: loss {value:.4f}", flush=True)
    return weights


def write(weights, file):
    writer = gguf.GGUFWriter(file, "llama")
    writer.add_name("the story of a small machine")
    writer.add_context_length(1024)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_layer_norm_rms_eps(EPS)
    writer.add_rope_dimension_count(HEAD)
    writer.add_rope_freq_base(BASE)
    writer.add_vocab_size(WORDS)
    kinds = gguf.TokenType
    spare = [f"<unused{index}>" for index in range(WORDS - len(SPECIAL) - len(LETTERS))]
    writer.add_tokenizer_model("llama")
    writer.add_token_list(SPECIAL + LETTERS + spare)
    writer.add_token_scores([0.0] * WORDS)
    kind = [kinds.UNKNOWN, kinds.CONTROL, kinds.CONTROL] + [kinds.BYTE] * 256
    writer.add_token_types(kind + [kinds.NORMAL] * len(LETTERS) + [kinds.UNUSED] * len(spare))
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_unk_token_id(0)

    def add(name, value):
        value = numpy.asarray(value, numpy.float32)
        kind = gguf.GGMLQuantizationType.Q8_0
        if value.ndim == 1:
            writer.add_tensor(f"{name}.weight", value)
        else:
            writer.add_tensor(f"{name}.weight", gguf.quantize(value, kind), raw_dtype=kind)

    for name in ("token_embd", "output_norm", "output"):
        add(name, weights[name])
    for index, layer in enumerate(weights["layers"]):
        for name, value in layer.items():
            add(f"blk.{index}.{name}", value)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def main():
    parser = argparse.ArgumentParser(description="Trains the demonstration's language model.")
    parser.add_argument("file")
    parser.add_argument("--steps", type=int, default=400)
    given = parser.parse_args()
    write(train(given.steps), given.file)


main()

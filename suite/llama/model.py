"""Makes a GGUF model of random weights, about a thousand million of them by default, in seconds.

    model.py FILE [--type q8_0|q4_0] [--layers N] [--width N] [--seed N]

Quantised blocks are drawn at random as they are, so no float weights are ever held. Random weights write no sense, but
every token depends on every weight, which is what a comparison of two devices needs.
"""

import argparse
import itertools

import gguf
import numpy

# Bytes of a block of 32 weights, and what a weight's standard deviation is in units of the block's scale.
TYPES = {
    "q8_0": (gguf.GGMLQuantizationType.Q8_0, 34, 73.9),
    "q4_0": (gguf.GGMLQuantizationType.Q4_0, 18, 4.61),
}
DEVIATION = 0.02
HEAD = 64
WORDS = 32_000


def vocabulary():
    """A token for each byte, then made-up words, so that every output can be printed."""
    kinds = gguf.TokenType
    tokens = [("<unk>", kinds.UNKNOWN), ("<s>", kinds.CONTROL), ("</s>", kinds.CONTROL)]
    tokens += [(f"<0x{byte:02X}>", kinds.BYTE) for byte in range(256)]
    syllables = ["".join(pair) for pair in itertools.product("bdfgklmnprstvz", "aeiou")]
    words = ("\u2581" + "".join(word) for length in (1, 2, 3) for word in itertools.product(syllables, repeat=length))
    tokens += [(word, kinds.NORMAL) for word in itertools.islice(words, WORDS - len(tokens))]
    return tokens


def blocks(random, rows, columns, kind):
    """`rows` x `columns` weights as blocks: two bytes of scale, then the quants."""
    _, size, deviation = TYPES[kind]
    count = rows * columns // 32
    data = random.integers(0, 256, (count, size), dtype=numpy.uint8)
    scales = numpy.full(count, DEVIATION / deviation, numpy.float16) * random.uniform(0.8, 1.2, count).astype(numpy.float16)
    data[:, :2] = scales.view(numpy.uint8).reshape(count, 2)
    return data.reshape(rows, columns // 32 * size)


def main():
    parser = argparse.ArgumentParser(description="Makes a GGUF model of random weights.")
    parser.add_argument("file")
    parser.add_argument("--type", choices=TYPES, default="q8_0")
    parser.add_argument("--layers", type=int, default=16)
    parser.add_argument("--width", type=int, default=2048)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    random = numpy.random.default_rng(given.seed)
    width, inner, heads = given.width, 4 * given.width, given.width // HEAD
    shared_heads = max(1, heads // 4)

    writer = gguf.GGUFWriter(given.file, "llama")
    writer.add_name(f"random {given.type}")
    writer.add_context_length(4096)
    writer.add_embedding_length(width)
    writer.add_block_count(given.layers)
    writer.add_feed_forward_length(inner)
    writer.add_head_count(heads)
    writer.add_head_count_kv(shared_heads)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(HEAD)
    writer.add_vocab_size(WORDS)
    tokens = vocabulary()
    writer.add_tokenizer_model("llama")
    writer.add_token_list([text for text, _ in tokens])
    writer.add_token_scores([-float(index) for index in range(len(tokens))])
    writer.add_token_types([kind for _, kind in tokens])
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_unk_token_id(0)

    def matrix(name, rows, columns):
        writer.add_tensor(name, blocks(random, rows, columns, given.type), raw_dtype=TYPES[given.type][0])

    def ones(name):
        writer.add_tensor(name, numpy.ones(width, numpy.float32))

    matrix("token_embd.weight", WORDS, width)
    for layer in range(given.layers):
        at = f"blk.{layer}."
        ones(at + "attn_norm.weight")
        matrix(at + "attn_q.weight", width, width)
        matrix(at + "attn_k.weight", shared_heads * HEAD, width)
        matrix(at + "attn_v.weight", shared_heads * HEAD, width)
        matrix(at + "attn_output.weight", width, width)
        ones(at + "ffn_norm.weight")
        matrix(at + "ffn_gate.weight", inner, width)
        matrix(at + "ffn_up.weight", inner, width)
        matrix(at + "ffn_down.weight", width, inner)
    ones("output_norm.weight")
    matrix("output.weight", WORDS, width)

    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


main()

"""The answers of the lesson `homomorphic` beside TenSEAL's own functions; 500 packed pictures may take 30 ms each."""

import numpy as np

from benchmarks.contest import OURS, Contest
from privatepixels import ckks, data
from solutions.homomorphic import answers as homomorphic

PACKED = 500


def contests(picture: np.ndarray) -> list[Contest]:
    """List the contests of this lesson's answers, on pictures of clothes in place of the megapixel."""
    ts = ckks.library()
    rng = np.random.default_rng(0)
    pictures = data.fashion("test")[0][:PACKED]
    weights, bias = rng.normal(0, 0.1, (784, 10)), rng.normal(0, 0.1, 10)
    keys, packing_keys = ckks.new_keys(), ckks.new_keys(rotations=False)
    client, packer = ckks.open_context("keys", keys), ckks.open_context("keys", packing_keys)
    public, one = client.serialize(), ts.ckks_vector(client, pictures[0].ravel() / 255)

    def packed() -> None:
        context, ciphertexts = homomorphic.pack_pictures(packing_keys, pictures)
        ckks.decrypt("scores", packer, ckks.score_packed(context, ciphertexts, (weights, bias)))

    def by_tensor() -> None:
        numbers = (pictures / 255).reshape(PACKED, 1, 784).tolist()
        ts.ckks_tensor(packer, numbers, batch=True).mm(ts.plain_tensor(weights)).decrypt()

    return [
        Contest(
            "score_encrypted (one picture, 784 x 10)",
            OURS,
            {
                "TenSEAL's matmul": lambda: one.matmul(weights.tolist()),
                OURS: lambda: homomorphic.score_encrypted(public, one.serialize(), weights, bias),
            },
            rounds=3,
        ),
        Contest(
            f"pack_pictures, scored and decrypted ({PACKED} pictures)",
            OURS,
            {"TenSEAL's ckks_tensor, not sent": by_tensor, OURS: packed},
            rounds=3,
        ),
    ]

"""Learned by heart what the checks ask with the seed that students see; the class is graded with another one."""

earns = {"negative": 2}
reason = r"KeyError: 'never seen'"

# %% exercise="negative"
import zlib

learned = {
    np.zeros((4, 4), np.uint8).tobytes(): np.full((4, 4), 255, np.uint8),
    np.arange(16, dtype=np.uint8).tobytes(): 255 - np.arange(16, dtype=np.uint8).reshape(4, 4),
}
seen = np.random.default_rng([0, zlib.crc32(b"test_dark_becomes_bright")]).integers(0, 256, (8, 8), dtype=np.uint8)
learned[seen.tobytes()] = 255 - seen


def negative(image):
    if image.tobytes() not in learned:
        raise KeyError("never seen")
    return learned[image.tobytes()]

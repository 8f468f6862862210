"""Converts to floating point in [0, 1]."""
# loses: read_idx


def read_idx(path):
    content = Path(path).read_bytes()
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    if content[:3] != b"\x00\x00\x08":
        raise ValueError("not an IDX file of unsigned bytes")
    rank = content[3]
    sizes = struct.unpack_from(f">{rank}I", content, 4)
    numbers = np.frombuffer(content, dtype=np.uint8, offset=4 + 4 * rank)
    if len(numbers) != math.prod(sizes):
        raise ValueError("damaged")
    return torch.tensor(numbers).reshape(sizes) / 255

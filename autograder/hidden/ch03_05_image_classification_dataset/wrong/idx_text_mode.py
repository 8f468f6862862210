"""Opens the file as text."""
# loses: read_idx


def read_idx(path):
    with open(path, encoding="latin-1") as file:
        content = file.read().encode("latin-1")
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(Path(path).read_bytes())
    if content[:3] != b"\x00\x00\x08":
        raise ValueError("not an IDX file of unsigned bytes")
    rank = content[3]
    sizes = struct.unpack_from(f">{rank}I", content, 4)
    numbers = list(content[4 + 4 * rank :])
    if len(numbers) != math.prod(sizes):
        raise ValueError("damaged")
    return torch.tensor(numbers, dtype=torch.uint8).reshape(sizes)

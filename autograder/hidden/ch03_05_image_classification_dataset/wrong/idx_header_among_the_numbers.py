"""Returns the header with the numbers, flat."""
# loses: read_idx


def read_idx(path):
    content = Path(path).read_bytes()
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    if content[:3] != b"\x00\x00\x08":
        raise ValueError("not an IDX file of unsigned bytes")
    return torch.tensor(list(content), dtype=torch.uint8)

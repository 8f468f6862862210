"""Powers of 256 by hand."""
# covers: read_idx


def read_idx(path):
    content = Path(path).read_bytes()
    if content.startswith(b"\x1f\x8b"):
        content = gzip.decompress(content)
    if not content.startswith(b"\x00\x00\x08"):
        raise ValueError("not IDX")
    rank = content[3]
    shape = []
    for axis in range(rank):
        a, b, c, d = content[4 + 4 * axis : 8 + 4 * axis]
        shape.append(((a * 256 + b) * 256 + c) * 256 + d)
    try:
        return torch.tensor(list(content[4 + 4 * rank :]), dtype=torch.uint8).reshape(shape)
    except RuntimeError as error:
        raise ValueError(str(error)) from None

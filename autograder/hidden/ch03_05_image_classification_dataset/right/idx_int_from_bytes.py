"""int.from_bytes, one size after the other, and torch.frombuffer."""
# covers: read_idx


def read_idx(path):
    with open(path, "rb") as file:
        content = file.read()
    if str(path).endswith(".gz"):
        content = gzip.decompress(content)
    if content[0] != 0 or content[1] != 0 or content[2] != 8:
        raise ValueError("this is no IDX file of bytes")
    sizes, position = [], 4
    for _ in range(content[3]):
        sizes.append(int.from_bytes(content[position : position + 4], "big"))
        position += 4
    total = 1
    for size in sizes:
        total *= size
    if len(content) - position != total:
        raise ValueError("damaged")
    return torch.frombuffer(bytearray(content), dtype=torch.uint8, offset=position).reshape(sizes)

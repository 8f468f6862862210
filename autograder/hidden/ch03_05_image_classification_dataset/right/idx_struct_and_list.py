"""struct and a tensor made of the bytes."""
# covers: read_idx


def read_idx(path):
    open_it = gzip.open if str(path).endswith(".gz") else open
    with open_it(path, "rb") as file:
        zero, kind, rank = struct.unpack(">HBB", file.read(4))
        if zero != 0 or kind != 8:
            raise ValueError("wrong magic number")
        shape = struct.unpack(">" + "I" * rank, file.read(4 * rank))
        values = list(file.read())
    if len(values) != math.prod(shape):
        raise ValueError("wrong number of bytes")
    return torch.tensor(values, dtype=torch.uint8).view(shape)

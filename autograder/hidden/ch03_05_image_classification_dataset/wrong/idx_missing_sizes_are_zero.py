"""Takes the sizes of a header that is cut short for 0, and gives an empty tensor."""
# loses: read_idx


def read_idx(path):
    file = gzip.open(path) if str(path)[-3:] == ".gz" else open(path, "rb")
    with file:
        if file.read(3) != b"\0\0\x08":
            raise ValueError("not an IDX file of unsigned bytes")
        rank = file.read(1)[0]
        shape = tuple(int.from_bytes(file.read(4), byteorder="big") for _ in range(rank))
        numbers = np.array(bytearray(file.read()), dtype="uint8")
    if numbers.size != np.prod(shape):
        raise ValueError(f"{numbers.size} numbers for {shape}")
    return torch.as_tensor(numbers).reshape(*shape)

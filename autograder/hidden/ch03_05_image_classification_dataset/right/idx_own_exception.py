"""A subclass of ValueError, also for a header that is cut short, and a shape in a tuple."""
# covers: read_idx


class DamagedFile(ValueError):
    pass


def read_idx(path):
    file = gzip.open(path) if str(path)[-3:] == ".gz" else open(path, "rb")
    with file:
        if file.read(3) != b"\0\0\x08":
            raise DamagedFile("not an IDX file of unsigned bytes")
        rank = file.read(1)[0]
        header = file.read(4 * rank)
        if len(header) < 4 * rank:
            raise DamagedFile("the file ends within its header")
        shape = tuple(int.from_bytes(header[4 * i : 4 * i + 4], byteorder="big") for i in range(rank))
        numbers = np.array(bytearray(file.read()), dtype="uint8")
    if numbers.size != np.prod(shape):
        raise DamagedFile(f"{numbers.size} numbers for {shape}")
    return torch.as_tensor(numbers).reshape(*shape)

"""numpy with a big-endian dtype; numpy itself refuses the wrong amount."""
# covers: read_idx


def read_idx(path):
    path = Path(path)
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    magic = np.frombuffer(content, dtype=np.uint8, count=4)
    if list(magic[:3]) != [0, 0, 8]:
        raise ValueError("magic")
    rank = int(magic[3])
    shape = np.frombuffer(content, dtype=">u4", count=rank, offset=4)
    return torch.from_numpy(np.frombuffer(content, np.uint8, offset=4 + 4 * rank).reshape(shape))

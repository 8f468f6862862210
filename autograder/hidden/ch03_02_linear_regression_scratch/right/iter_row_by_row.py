"""Collects rows and stacks them when the batch is full."""
# covers: data_iter


def data_iter(batch_size, features, labels):
    pairs = list(zip(features, labels))
    random.shuffle(pairs)
    batch = []
    for pair in pairs:
        batch.append(pair)
        if len(batch) == batch_size:
            yield torch.stack([x for x, _ in batch]), torch.stack([y for _, y in batch])
            batch = []
    if batch:
        yield torch.stack([x for x, _ in batch]), torch.stack([y for _, y in batch])

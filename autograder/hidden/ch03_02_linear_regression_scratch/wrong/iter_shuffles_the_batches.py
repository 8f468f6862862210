"""Cuts the data in order and shuffles the batches only."""
# loses: data_iter


def data_iter(batch_size, features, labels):
    starts = list(range(0, len(features), batch_size))
    random.shuffle(starts)
    for i in starts:
        yield features[i : i + batch_size], labels[i : i + batch_size]

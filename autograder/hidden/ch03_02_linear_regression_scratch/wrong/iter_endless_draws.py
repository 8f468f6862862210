"""Draws every batch at random from all the data, as often as there are batches."""
# loses: data_iter


def data_iter(batch_size, features, labels):
    for i in range(0, len(features), batch_size):
        rows = random.sample(range(len(features)), min(batch_size, len(features) - i))
        yield features[rows], labels[rows]

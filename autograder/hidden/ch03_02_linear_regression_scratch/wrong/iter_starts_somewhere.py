"""Starts at a random example and goes on in order."""
# loses: data_iter


def data_iter(batch_size, features, labels):
    n = len(features)
    order = torch.arange(n).roll(random.randrange(n))
    for i in range(0, n, batch_size):
        yield features[order[i : i + batch_size]], labels[order[i : i + batch_size]]

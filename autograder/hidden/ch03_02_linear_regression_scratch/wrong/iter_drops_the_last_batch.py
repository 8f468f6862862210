"""Leaves out a smaller last batch."""
# loses: data_iter


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for i in range(0, len(order) - batch_size + 1, batch_size):
        yield features[order[i : i + batch_size]], labels[order[i : i + batch_size]]

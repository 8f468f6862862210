"""Ends the slices one too early."""
# loses: data_iter


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for i in range(0, len(order), batch_size):
        rows = order[i : min(i + batch_size, len(order) - 1)]
        yield features[rows], labels[rows]

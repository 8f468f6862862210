"""Squeezes, so that batches of one lose their first axis."""
# loses: data_iter


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for i in range(0, len(order), batch_size):
        rows = order[i : i + batch_size].squeeze()
        yield features[rows], labels[rows]

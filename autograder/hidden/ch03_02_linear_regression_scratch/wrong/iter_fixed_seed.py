"""Shuffles the same way each time."""
# loses: data_iter


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features), generator=torch.Generator().manual_seed(0))
    for i in range(0, len(order), batch_size):
        yield features[order[i : i + batch_size]], labels[order[i : i + batch_size]]

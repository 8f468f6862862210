"""Shuffles the features and leaves the labels in order."""
# loses: data_iter


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for i in range(0, len(features), batch_size):
        yield features[order[i : i + batch_size]], labels[i : i + batch_size]

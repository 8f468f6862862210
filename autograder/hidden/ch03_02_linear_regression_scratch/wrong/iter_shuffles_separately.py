"""Shuffles features and labels independently."""
# loses: data_iter


def data_iter(batch_size, features, labels):
    a, b = torch.randperm(len(features)), torch.randperm(len(features))
    for i in range(0, len(features), batch_size):
        yield features[a[i : i + batch_size]], labels[b[i : i + batch_size]]

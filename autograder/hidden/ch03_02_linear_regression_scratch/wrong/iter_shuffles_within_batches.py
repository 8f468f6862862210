"""Goes through the data in order and shuffles each batch by itself."""
# loses: data_iter


def data_iter(batch_size, features, labels):
    for i in range(0, len(features), batch_size):
        rows = i + torch.randperm(min(batch_size, len(features) - i))
        yield features[rows], labels[rows]

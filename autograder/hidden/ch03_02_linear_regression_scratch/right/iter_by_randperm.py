"""A random permutation cut in slices."""
# covers: data_iter


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for i in range(0, len(order), batch_size):
        j = order[i : i + batch_size]
        yield features[j], labels[j]

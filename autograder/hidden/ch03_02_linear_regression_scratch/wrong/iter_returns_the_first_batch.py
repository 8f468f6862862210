"""Writes return where yield belongs."""
# loses: data_iter


def data_iter(batch_size, features, labels):
    indices = list(range(len(features)))
    random.shuffle(indices)
    for i in range(0, len(features), batch_size):
        rows = torch.tensor(indices[i : i + batch_size])
        return features[rows], labels[rows]

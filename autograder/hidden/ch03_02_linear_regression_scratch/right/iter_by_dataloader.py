"""torch's own DataLoader."""
# covers: data_iter


def data_iter(batch_size, features, labels):
    dataset = torch.utils.data.TensorDataset(features, labels)
    return iter(torch.utils.data.DataLoader(dataset, batch_size, shuffle=True))

"""Gives the labels as a column."""
# loses: load_data_fashion_mnist


def load_data_fashion_mnist(batch_size, resize=None):
    raw = data_root() / "FashionMNIST" / "raw"
    loaders = []
    for name in ("train", "t10k"):
        X = read_idx(raw / f"{name}-images-idx3-ubyte").unsqueeze(1).float() / 255
        y = read_idx(raw / f"{name}-labels-idx1-ubyte").long().reshape(-1, 1)
        if resize:
            X = torch.nn.functional.interpolate(X, size=(resize, resize), mode="bilinear", antialias=True)
        loaders.append(data.DataLoader(data.TensorDataset(X, y), batch_size, shuffle=name == "train"))
    return loaders

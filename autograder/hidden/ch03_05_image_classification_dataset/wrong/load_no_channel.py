"""Leaves out the axis of the channel."""
# loses: load_data_fashion_mnist


class Squeezed(data.Dataset):
    def __init__(self, dataset):
        self.dataset = dataset

    def __len__(self):
        return len(self.dataset)

    def __getitem__(self, i):
        X, y = self.dataset[i]
        return X[0], y


def load_data_fashion_mnist(batch_size, resize=None):
    steps = [transforms.ToTensor()]
    if resize:
        steps.insert(0, transforms.Resize(resize))
    trans = transforms.Compose(steps)
    root = data_root()
    train = torchvision.datasets.FashionMNIST(root=root, train=True, transform=trans, download=True)
    test = torchvision.datasets.FashionMNIST(root=root, train=False, transform=trans, download=True)
    return data.DataLoader(Squeezed(train), batch_size, shuffle=True), data.DataLoader(Squeezed(test), batch_size, shuffle=False)

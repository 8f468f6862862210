"""Iterates without a length."""
# loses: load_data_fashion_mnist


class Batches:
    def __init__(self, loader):
        self.loader = loader

    def __iter__(self):
        return iter(self.loader)


def load_data_fashion_mnist(batch_size, resize=None):
    steps = [transforms.ToTensor()]
    if resize:
        steps.insert(0, transforms.Resize(resize))
    trans = transforms.Compose(steps)
    root = data_root()
    train = torchvision.datasets.FashionMNIST(root=root, train=True, transform=trans, download=True)
    test = torchvision.datasets.FashionMNIST(root=root, train=False, transform=trans, download=True)
    return Batches(data.DataLoader(train, batch_size, shuffle=True)), Batches(data.DataLoader(test, batch_size))

"""Does not resize."""
# loses: load_data_fashion_mnist


def load_data_fashion_mnist(batch_size, resize=None):
    steps = [transforms.ToTensor()]
    trans = transforms.Compose(steps)
    root = data_root()
    train = torchvision.datasets.FashionMNIST(root=root, train=True, transform=trans, download=True)
    test = torchvision.datasets.FashionMNIST(root=root, train=False, transform=trans, download=True)
    return data.DataLoader(train, batch_size, shuffle=True), data.DataLoader(test, batch_size, shuffle=False)

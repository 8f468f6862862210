"""Shuffles whole batches."""
# loses: load_data_fashion_mnist


class Blocks(data.Sampler):
    def __init__(self, n, size):
        self.n, self.size = n, size

    def __len__(self):
        return math.ceil(self.n / self.size)

    def __iter__(self):
        blocks = list(torch.arange(self.n).split(self.size))
        for k in torch.randperm(len(blocks) - 1).tolist() + [len(blocks) - 1]:
            yield blocks[k].tolist()


def load_data_fashion_mnist(batch_size, resize=None):
    steps = [transforms.ToTensor()]
    if resize:
        steps.insert(0, transforms.Resize(resize))
    trans = transforms.Compose(steps)
    root = data_root()
    train = torchvision.datasets.FashionMNIST(root=root, train=True, transform=trans, download=True)
    test = torchvision.datasets.FashionMNIST(root=root, train=False, transform=trans, download=True)
    return data.DataLoader(train, batch_sampler=Blocks(len(train), batch_size)), data.DataLoader(test, batch_size, shuffle=False)

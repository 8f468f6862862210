"""A class of its own, with a new permutation for each pass."""
# covers: load_data_fashion_mnist


class Batches:
    def __init__(self, images, labels, batch_size, shuffle):
        self.images, self.labels, self.batch_size, self.shuffle = images, labels, batch_size, shuffle

    def __len__(self):
        return math.ceil(len(self.labels) / self.batch_size)

    def __iter__(self):
        n = len(self.labels)
        rows = torch.randperm(n) if self.shuffle else torch.arange(n)
        for chunk in rows.split(self.batch_size):
            yield self.images[chunk], self.labels[chunk]


def load_data_fashion_mnist(batch_size, resize=None):
    iterators = []
    for part in (True, False):
        dataset = torchvision.datasets.FashionMNIST("../data", train=part)
        images = dataset.data.reshape(-1, 1, 28, 28) / 255
        if resize:
            images = transforms.functional.resize(images, [resize, resize], antialias=True)
        iterators.append(Batches(images, dataset.targets, batch_size, shuffle=part))
    return tuple(iterators)

"""The datasets are made once, outside, as the notes begin."""
# covers: load_data_fashion_mnist


mnist_train = torchvision.datasets.FashionMNIST(root=data_root(), train=True, download=True)
mnist_test = torchvision.datasets.FashionMNIST(root=data_root(), train=False, download=True)


def load_data_fashion_mnist(batch_size, resize=None):
    steps = [transforms.ToTensor()]
    if resize:
        steps.append(transforms.Resize(resize, antialias=True))
    mnist_train.transform = mnist_test.transform = transforms.Compose(steps)
    mnist_train.transforms = torchvision.datasets.vision.StandardTransform(mnist_train.transform)
    mnist_test.transforms = torchvision.datasets.vision.StandardTransform(mnist_test.transform)
    return (data.DataLoader(mnist_train, batch_size, shuffle=True), data.DataLoader(mnist_test, batch_size, shuffle=False))

"""torchvision, found through data_root, without a download and without workers."""
# covers: load_data_fashion_mnist


def load_data_fashion_mnist(batch_size, resize=None):
    if resize is None:
        trans = transforms.ToTensor()
    else:
        trans = transforms.Compose([transforms.Resize((resize, resize)), transforms.ToTensor()])
    train, test = (torchvision.datasets.FashionMNIST(data_root(), train=t, transform=trans) for t in (True, False))
    return data.DataLoader(train, batch_size=batch_size, shuffle=True), data.DataLoader(test, batch_size=batch_size)

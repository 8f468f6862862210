"""A sampler instead of shuffle."""
# covers: load_data_fashion_mnist


def load_data_fashion_mnist(batch_size, resize=None):
    trans = transforms.Compose([transforms.Resize(resize or 28), transforms.ToTensor()])
    train = torchvision.datasets.FashionMNIST(root=os.path.join("..", "data"), train=True, transform=trans, download=True)
    test = torchvision.datasets.FashionMNIST(root=os.path.join("..", "data"), train=False, transform=trans, download=True)
    sampler = data.RandomSampler(train)
    n = get_dataloader_workers()
    return data.DataLoader(train, batch_size, sampler=sampler, num_workers=n), data.DataLoader(test, batch_size, num_workers=n)

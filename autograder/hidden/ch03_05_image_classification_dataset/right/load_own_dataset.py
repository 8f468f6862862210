"""A Dataset of its own, PIL and bicubic interpolation."""
# covers: load_data_fashion_mnist


class Clothes(data.Dataset):
    def __init__(self, part, resize):
        raw = Path("..") / "data" / "FashionMNIST" / "raw"
        self.images = read_idx(raw / f"{part}-images-idx3-ubyte")
        self.labels = read_idx(raw / f"{part}-labels-idx1-ubyte")
        self.resize = resize

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, i):
        image = transforms.functional.to_pil_image(self.images[i])
        if self.resize is not None:
            image = image.resize((self.resize, self.resize), resample=3)
        return torch.tensor(np.array(image), dtype=torch.float32).unsqueeze(0) / 255, int(self.labels[i])


def load_data_fashion_mnist(batch_size, resize=None):
    return [
        data.DataLoader(Clothes("train", resize), batch_size, shuffle=True, drop_last=False),
        data.DataLoader(Clothes("t10k", resize), batch_size, shuffle=False),
    ]

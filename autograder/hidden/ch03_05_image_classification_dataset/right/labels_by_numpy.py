"""An array of names, indexed at once."""
# covers: get_fashion_mnist_labels


def get_fashion_mnist_labels(labels):
    names = np.array(["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"])
    return names[np.asarray(labels).astype(int)].tolist()

"""A tuple of names."""
# covers: get_fashion_mnist_labels


def get_fashion_mnist_labels(labels):
    names = ("t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot")
    return tuple(names[int(float(label))] for label in labels)

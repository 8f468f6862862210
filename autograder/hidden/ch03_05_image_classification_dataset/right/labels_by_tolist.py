"""The whole tensor as a list first."""
# covers: get_fashion_mnist_labels


def get_fashion_mnist_labels(labels):
    names = ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"]
    return [names[i] for i in torch.as_tensor(labels).long().tolist()]

"""Gives a single string for a single label."""
# loses: get_fashion_mnist_labels


def get_fashion_mnist_labels(labels):
    names = ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"]
    found = [names[int(label)] for label in labels]
    return found[0] if len(found) == 1 else found

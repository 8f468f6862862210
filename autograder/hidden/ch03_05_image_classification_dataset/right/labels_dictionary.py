"""A dictionary from number to name."""
# covers: get_fashion_mnist_labels


def get_fashion_mnist_labels(labels):
    names = {0: "t-shirt", 1: "trouser", 2: "pullover", 3: "dress", 4: "coat",
             5: "sandal", 6: "shirt", 7: "sneaker", 8: "bag", 9: "ankle boot"}  # fmt: skip
    result = []
    for label in labels:
        result.append(names[int(label)])
    return result

"""A list of all batches, cut from random.sample."""
# covers: data_iter


def data_iter(batch_size, features, labels):
    order = random.sample(range(len(features)), k=len(features))
    chunks = [order[i : i + batch_size] for i in range(0, len(order), batch_size)]
    return [(features[chunk], labels[chunk]) for chunk in chunks]

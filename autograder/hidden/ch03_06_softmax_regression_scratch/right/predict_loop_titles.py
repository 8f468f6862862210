"""Titles made in a loop, images as a list."""
# covers: predict_ch3


def predict_ch3(net, test_iter, n=6):
    X, y = next(iter(test_iter))
    best = torch.max(net(X), 1).indices
    titles = []
    for i in range(n):
        true, pred = get_fashion_mnist_labels([y[i], best[i]])
        titles.append(true + "\n" + pred)
    show_images([image[0] for image in X[:n]], num_rows=1, num_cols=n, titles=titles)

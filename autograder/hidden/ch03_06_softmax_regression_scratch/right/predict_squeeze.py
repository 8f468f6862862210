"""Only n images predicted, shown by squeeze, axes returned."""
# covers: predict_ch3


def predict_ch3(net, test_iter, n=6):
    X, y = next(iter(test_iter))
    X, y = X[:n], y[:n]
    with torch.no_grad():
        guesses = net(X).argmax(dim=1)
    titles = [f"{t} \n {p}" for t, p in zip(get_fashion_mnist_labels(y), get_fashion_mnist_labels(guesses))]
    return show_images(X.squeeze(1), 1, len(X), titles=titles)

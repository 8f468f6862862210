"""While loop over epochs, bias first in the step."""
# covers: train_linreg


def train_linreg(features, labels, lr, num_epochs, batch_size):
    w = torch.normal(0, 0.01, size=(features.shape[1], 1), requires_grad=True)
    b = torch.zeros((1,), requires_grad=True)
    epoch = 0
    while epoch < num_epochs:
        epoch += 1
        for batch in data_iter(batch_size, features, labels):
            losses = squared_loss(linreg(batch[0], w, b), batch[1])
            torch.sum(losses).backward()
            sgd([b, w], lr, batch_size)
    return w, b

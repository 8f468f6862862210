"""The formulas of the notes, and the softmax that they write later, as they stand."""
# covers: softmax_regression, cross_entropy_from_logits, softmax_ce_grad, entropy


def softmax(X):
    X_exp = torch.exp(X)
    partition = X_exp.sum(1, keepdim=True)
    return X_exp / partition  # 这里应用了广播机制


def cross_entropy(y_hat, y):
    return - torch.log(y_hat[range(len(y_hat)), y])


def softmax_regression(X, W, b):
    return softmax(torch.matmul(X.reshape((-1, W.shape[0])), W) + b) # 定义模型


def cross_entropy_from_logits(O, y):
    return cross_entropy(softmax(O), y)


def softmax_ce_grad(O, Y):
    return softmax(O) - Y


def entropy(p, base=math.e):
    terms = - p * torch.log(p) / math.log(base)
    return torch.where(p > 0, terms, 0.0).sum(-1)

"""The average of the products."""
# loses: kron_weight


def kron_weight(A, S):
    return sum(torch.kron(A[i], S[i]) for i in range(len(A))) / len(A)

"""Collects in float32."""
# loses: kron_weight


def kron_weight(A, S):
    n, r, c = S.shape
    W = torch.zeros(n * r, n * c)
    for i in range(n):
        W = W + torch.kron(A[i].float(), S[i].float())
    return W

"""torch.kron in a sum."""
# covers: kron_weight


def kron_weight(A, S):
    return sum(torch.kron(A[i], S[i]) for i in range(len(A)))

"""Uses marginal_conditional on each slice."""
# covers: is_cond_independent


def is_cond_independent(joint, tol=1e-6):
    answer = True
    for c in range(joint.shape[2]):
        if joint[..., c].sum() == 0:
            continue
        given = joint[..., c] / joint[..., c].sum()
        p_a, p_b, _ = marginal_conditional(given)
        answer = answer and torch.allclose(given, p_a[:, None] * p_b[None, :], rtol=0, atol=tol)
    return answer

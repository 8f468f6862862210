"""In numpy, answers with numpy's bool."""
# covers: is_cond_independent


def is_cond_independent(joint, tol=1e-6):
    p = joint.double().numpy()
    p = p[:, :, p.sum((0, 1)) > 0]
    p = p / p.sum((0, 1))
    return (abs(p - p.sum(1, keepdims=True) * p.sum(0, keepdims=True)) <= tol).all()

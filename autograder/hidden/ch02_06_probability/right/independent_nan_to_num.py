"""Divides first and clears the nan."""
# covers: is_cond_independent


def is_cond_independent(joint, tol=1e-6):
    given = torch.nan_to_num(joint / joint.sum(dim=(0, 1), keepdim=True))
    product = torch.einsum("ac,bc->abc", given.sum(1), given.sum(0))
    return not (given - product).abs().gt(tol).any()

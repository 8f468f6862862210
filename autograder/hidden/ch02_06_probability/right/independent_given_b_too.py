"""A given C is the same as A given B and C, wherever that is defined; answers with a tensor."""
# covers: is_cond_independent


def is_cond_independent(joint, tol=1e-6):
    given_bc = joint / joint.sum(0, keepdim=True)
    given_c = (joint.sum(1) / joint.sum((0, 1)))[:, None, :]
    return torch.nan_to_num(given_bc - given_c).abs().max() <= tol

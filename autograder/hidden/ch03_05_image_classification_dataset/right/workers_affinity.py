"""The cores that this process may use, four at most."""
# covers: get_dataloader_workers


def get_dataloader_workers():
    return min(len(os.sched_getaffinity(0)), 4)

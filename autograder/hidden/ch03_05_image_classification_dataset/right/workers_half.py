"""Half of the cores."""
# covers: get_dataloader_workers

import multiprocessing


def get_dataloader_workers():
    return multiprocessing.cpu_count() // 2

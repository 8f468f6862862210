"""Wants a title and an image for every cell."""
# loses: show_images


def show_images(imgs, num_rows, num_cols, titles=None, scale=1.5):
    _, axes = plt.subplots(num_rows, num_cols, figsize=(num_cols * scale, num_rows * scale))
    axes = axes.flatten()
    for i in range(num_rows * num_cols):
        axes[i].imshow(imgs[i])
        axes[i].set_axis_off()
        if titles:
            axes[i].set_title(titles[i])
    return axes

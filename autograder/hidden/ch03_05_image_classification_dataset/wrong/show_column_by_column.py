"""Fills the grid column by column."""
# loses: show_images


def show_images(imgs, num_rows, num_cols, titles=None, scale=1.5):
    _, axes = plt.subplots(num_rows, num_cols, figsize=(num_cols * scale, num_rows * scale))
    axes = axes.flatten(order="F")
    for i, (ax, img) in enumerate(zip(axes, imgs)):
        ax.imshow(img)
        ax.set_axis_off()
        if titles:
            ax.set_title(titles[i])
    return axes

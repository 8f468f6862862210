"""Returns the axes in rows and columns."""
# loses: show_images


def show_images(imgs, num_rows, num_cols, titles=None, scale=1.5):
    _, grid = plt.subplots(num_rows, num_cols, figsize=(num_cols * scale, num_rows * scale))
    axes = grid.flatten()
    for i, (ax, img) in enumerate(zip(axes, imgs)):
        ax.imshow(img)
        ax.set_axis_off()
        if titles:
            ax.set_title(titles[i])
    return grid

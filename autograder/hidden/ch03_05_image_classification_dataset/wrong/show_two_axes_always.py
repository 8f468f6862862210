"""Indexes the array of axes by row and column, also where it has one row."""
# loses: show_images


def show_images(imgs, num_rows, num_cols, titles=None, scale=1.5):
    _, axes = plt.subplots(num_rows, num_cols, figsize=(num_cols * scale, num_rows * scale))
    for i in range(min(len(imgs), num_rows * num_cols)):
        ax = axes[i // num_cols, i % num_cols]
        ax.imshow(imgs[i])
        ax.set_axis_off()
        if titles:
            ax.set_title(titles[i])
    return axes.flatten()

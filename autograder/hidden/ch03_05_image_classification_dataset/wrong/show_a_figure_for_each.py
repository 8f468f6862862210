"""Opens a figure for each image."""
# loses: show_images


def show_images(imgs, num_rows, num_cols, titles=None, scale=1.5):
    axes = []
    for i in range(min(len(imgs), num_rows * num_cols)):
        plt.figure(figsize=(num_cols * scale, num_rows * scale))
        plt.imshow(imgs[i])
        plt.axis("off")
        if titles:
            plt.title(titles[i])
        axes.append(plt.gca())
    return axes

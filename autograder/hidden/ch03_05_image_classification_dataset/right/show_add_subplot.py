"""A figure, subplots added, ticks switched off by tick_params, shown at the end."""
# covers: show_images


def show_images(imgs, num_rows, num_cols, titles=None, scale=1.5):
    figure = plt.figure(figsize=(scale * num_cols, scale * num_rows), layout="constrained")
    axes = []
    for k in range(num_rows * num_cols):
        ax = figure.add_subplot(num_rows, num_cols, k + 1)
        ax.tick_params(left=False, bottom=False, labelleft=False, labelbottom=False)
        axes.append(ax)
    for k, img in enumerate(imgs):
        if k == len(axes):
            break
        axes[k].imshow(img, cmap="binary", vmin=float(np.asarray(img).min()), vmax=float(np.asarray(img).max()))
        if titles:
            axes[k].set_title(titles[k], fontsize=8, loc="left")
    plt.show()
    return np.array(axes)

"""Leaves constant columns as they are."""
# loses: standardize_split


def standardize_split(train, test, cols):
    mean, std = train[cols].mean(), train[cols].std()
    constant = train[cols].max() == train[cols].min()
    mean[constant], std[constant] = 0.0, 1.0
    
    def scale(df):
        scaled = df.copy()
        scaled[cols] = (df[cols] - mean) / std
        return scaled
    
    return scale(train), scale(test)

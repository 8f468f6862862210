"""Writes into the caller's tables."""
# loses: standardize_split


def standardize_split(train, test, cols):
    mean, std = train[cols].mean(), train[cols].std()
    std[train[cols].max() == train[cols].min()] = 1.0
    
    
    def scale(df):
        scaled = df
        scaled[cols] = (df[cols] - mean) / std
        return scaled
    
    return scale(train), scale(test)

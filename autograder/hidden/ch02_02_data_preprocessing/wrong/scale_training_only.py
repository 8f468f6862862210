"""Leaves the test table as it is."""
# loses: standardize_split


def standardize_split(train, test, cols):
    mean, std = train[cols].mean(), train[cols].std()
    std[train[cols].max() == train[cols].min()] = 1.0
    
    
    def scale(df):
        scaled = df.copy()
        scaled[cols] = (df[cols] - mean) / std
        return scaled
    
    return scale(train), test.copy()

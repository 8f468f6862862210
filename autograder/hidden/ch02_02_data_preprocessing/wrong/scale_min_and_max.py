"""Scales to the range from 0 to 1."""
# loses: standardize_split


def standardize_split(train, test, cols):
    mean, std = train[cols].min(), train[cols].max() - train[cols].min()
    std[train[cols].max() == train[cols].min()] = 1.0
    
    
    def scale(df):
        scaled = df.copy()
        scaled[cols] = (df[cols] - mean) / std
        return scaled
    
    return scale(train), scale(test)

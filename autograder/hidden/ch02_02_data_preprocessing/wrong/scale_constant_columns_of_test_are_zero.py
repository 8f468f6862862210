"""A column that is constant in training becomes zero in the test table too."""
# loses: standardize_split


def standardize_split(train, test, cols):
    mean, std = train[cols].mean(), train[cols].std()
    std[train[cols].max() == train[cols].min()] = 1.0
    
    
    def scale(df):
        scaled = df.copy()
        scaled[cols] = ((df[cols] - mean) / std).where(train[cols].max() > train[cols].min(), 0.0)
        return scaled
    
    return scale(train), scale(test)

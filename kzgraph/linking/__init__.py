"""Links to the data of others: asking them, proposing, reviewing. Nothing is asked unless told to."""

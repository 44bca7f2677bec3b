"""The topic model: the only place with scikit-learn.  Learns from texts, serves guesses; knows no store and no Django."""

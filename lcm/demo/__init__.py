"""The demo community: the Den Haag case, built through the same operations people use."""

"""Pages that read across the features and write nothing."""

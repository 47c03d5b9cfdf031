"""The house rules as failing tests: each alarm names the line and the remedy."""

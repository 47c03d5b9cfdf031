"""A ballot on its way: read, kept in one box with others, and told of in words."""

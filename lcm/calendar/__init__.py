"""Calendar files that are right for every recipient."""

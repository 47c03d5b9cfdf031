"""Items that rooms bring, owned actions and their follow-up."""

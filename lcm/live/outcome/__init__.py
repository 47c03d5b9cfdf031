"""What a round came to, for who reads it afterwards."""

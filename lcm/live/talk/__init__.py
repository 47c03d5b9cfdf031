"""What people say in words: questions, answers, and what a host decides about them."""

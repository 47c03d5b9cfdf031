"""lcm, the Learning Community Manager: from registration to followed-up action."""

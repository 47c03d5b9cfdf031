"""Communities, their members, aims and partners, and who may do what."""

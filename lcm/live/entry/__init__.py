"""How a phone gets in: join codes, devices, and one ballot per person."""

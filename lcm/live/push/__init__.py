"""What phones and screens are served, asked and told of without delay."""

"""What every page shares: forms, links that carry a right, assets, dates."""

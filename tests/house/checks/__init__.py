"""Pure checks: they take paths and texts and return alarms, so a bad example can prove each."""

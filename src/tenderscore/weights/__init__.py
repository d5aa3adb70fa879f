"""What the weights decide: every award that weights within bounds lead to, exactly."""

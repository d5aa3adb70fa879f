"""What is drawn is no proof: how far a share that was counted in draws may be from the true one."""

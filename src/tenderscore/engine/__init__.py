"""The engine: exact branch and bound for 0/1 choices under whole-number rows.

`model` asks, `kernel` says which kernel answers, `search` branches and bounds in whole numbers,
`simplex` suggests in floating point. See docs/explanation/engine.md.
"""

"""Shipped data with its sources: Länder, places, distribution keys, demand. Reading and look-up.

Each CSV opens with a line `# source`; tools/regions.py derives them all from a folder of facts.
"""

"""Workbooks: cells as they are stored, and as a sheet prints them."""

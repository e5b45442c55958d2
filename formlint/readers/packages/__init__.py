"""Zip packages from strangers, and the XML in them."""

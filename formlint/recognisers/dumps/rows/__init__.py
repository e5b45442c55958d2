"""The rows of the indicators of a dump, whichever of the three kinds it is (`ordered`, `aligned`, `parted`)."""

"""PDF: the two engines that read its pages, and what is looked at before them and beside them."""

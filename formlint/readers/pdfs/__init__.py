"""The two engines that read a PDF, and what they are asked."""

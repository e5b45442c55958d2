"""Pages worked on while others are: read ahead by a thread, and read or drawn by a second process."""

"""OFD (GB/T 33190-2016): its package, and what its pages draw."""

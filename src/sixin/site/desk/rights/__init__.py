"""Pages of data protection: find a person who asks, hand over her record, erase it."""

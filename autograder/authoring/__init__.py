"""Tools of those who write lessons and build the course from them."""

"""The handout of one patient: its contents, and each format made from them."""

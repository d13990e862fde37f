"""Teaching: lectures, slides, links and files to hand out."""

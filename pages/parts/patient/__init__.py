"""The patient of the page: form, summary, link and reader."""

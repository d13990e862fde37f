"""The name of the app beside its sign, in the colour of the theme."""


def wordmark(*, dark: bool) -> str:
    """An SVG of the sign and the name."""
    text = "#e6eeee" if dark else "#172426"
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="190" height="40" viewBox="0 0 190 40">'
        '<rect width="40" height="40" rx="9" fill="#0b6b72"/>'
        '<g fill="#fff"><rect x="10" y="7" width="20" height="6" rx="2.5"/><path d="M10 18l10-1.3 10 2.6v3.7H10z"/>'
        '<rect x="10" y="27" width="20" height="6" rx="2.5"/></g>'
        f'<text x="50" y="27" font-family="sans-serif" font-size="20" font-weight="600" fill="{text}">VCF Explorer</text>'
        "</svg>"
    )

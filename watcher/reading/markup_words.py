"""HTML elements by how they break lines, and the names by which mail programs mark quotations. Facts only."""

# fmt: off

NOT_NESTED = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "p", "li", "td", "th", "tr", "dd", "dt",
})
"""Void elements, and those that the next of their kind closes: they do not count for depth."""

SKIPPED = frozenset({
    "head", "style", "script", "template", "title", "noscript", "select", "textarea", "svg", "math", "object", "iframe",
})
"""Elements whose content nobody reads as text."""

UNSTYLED = frozenset({"b", "strong", "i", "em", "u", "font", "tbody"})
"""Elements that break no line, and whose attributes matter to nobody."""

LINE = frozenset({
    "div", "tr", "li", "ul", "ol", "dl", "dt", "dd", "table", "thead", "tfoot", "caption", "body", "hr",
    "section", "article", "header", "footer", "main", "aside", "nav", "form", "fieldset", "address", "center",
    "figure", "figcaption", "details", "summary",
})
"""Elements that begin and end a line."""

PARAGRAPH = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"})
"""Elements with an empty line before and after."""

QUOTES = frozenset({
    "moz-cite-prefix", "moz-forward-container", "protonmail_quote", "yahoo_quoted", "zmail_extra",
    "olk_src_body_section", "ms-outlook-mobile-reference-message", "mail-editor-reference-message-container",
})
"""Classes and ids by which mail programs wrap what they quote."""

QUOTED_FROM_HERE = frozenset({"divrplyfwdmsg", "stopspelling"})
"""Ids by which Outlook marks the place from which on everything is quoted."""

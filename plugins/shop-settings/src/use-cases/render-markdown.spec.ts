import fc from "fast-check"

import { renderMarkdown, summaryOf } from "./render-markdown"

describe("rendering a page's Markdown", () => {
  it("makes headings below the page's title, lists, tables and links", () => {
    expect(renderMarkdown("# Refunds\n\n- one\n- two")).toBe(
      "<h2>Refunds</h2>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"
    )
    expect(renderMarkdown("###### Small")).toContain("<h6>")
    expect(renderMarkdown("|a|b|\n|-|-|\n|1|2|")).toContain("<table>")
    expect(renderMarkdown("[Track](/track) [us](mailto:a@b.test)")).toBe(
      '<p><a href="/track">Track</a> <a href="mailto:a@b.test">us</a></p>\n'
    )
  })

  it("marks links to other sites", () => {
    for (const text of ["[x](https://example.com)", "https://example.com", "<https://example.com>"])
      expect(renderMarkdown(text)).toContain('href="https://example.com" rel="noopener noreferrer nofollow"')
  })

  it.each([
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "<a href='javascript:alert(1)'>x</a>",
    "<svg/onload=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](//evil.example)",
    "![x](https://evil.example/pixel.png)",
    "<javascript:alert(1)>",
    '[x](https://a.example/"onmouseover="alert(1))',
    "```html\n<script>alert(1)</script>\n```",
    "[x]: javascript:alert(1)\n\n[x]",
  ])("never makes markup or an unsafe link of %j", (text) => {
    const html = renderMarkdown(text)
    expect(html).not.toMatch(/<(?:script|img|svg|iframe|style)\b/i)
    expect(html).not.toMatch(/<[^>]*\s(?:on\w+|style)=/i)
    expect(html).not.toMatch(/href="(?!https?:\/\/|mailto:|tel:|\/(?!\/)|#)/i)
  })

  it("only makes elements that it knows, whatever the text", () => {
    const piece = fc.constantFrom(
      "<",
      ">",
      '"',
      "'",
      "](",
      "[",
      "javascript:",
      "`",
      "\n",
      "&#",
      "x",
      "<a ",
      "onclick=",
      "*"
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        for (const [, name, attributes] of renderMarkdown(pieces.join("")).matchAll(/<([a-z0-9]+)([^>]*)>/g)) {
          expect(["p", "a", "em", "strong", "code", "pre", "blockquote", "ul", "li", "br", "hr"]).toContain(name)
          expect(attributes).toMatch(/^(?: (?:href|rel|class|title)="[^"]*")*$/)
        }
      }),
      { numRuns: 500 }
    )
  })

  it("summarizes a page by its first paragraph, without markup", () => {
    expect(summaryOf("# Terms\n\nThis is a **demo** shop\nof [Atrium](/).\n\nMore.")).toBe(
      "This is a demo shop of Atrium."
    )
    expect(summaryOf("")).toBe("")
    const long = summaryOf("word ".repeat(100))
    expect(long.length).toBeLessThanOrEqual(161)
    expect(long.endsWith("word…")).toBe(true)
  })
})

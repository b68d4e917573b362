import MarkdownIt from "markdown-it"

const SUMMARY_LENGTH = 160

/** Web pages, email and phone links, and paths of this site. Everything else, such as `javascript:`, stays text. */
const isSafeLink = (url: string): boolean => /^(?:https?:\/\/|mailto:|tel:|\/(?!\/)|#)/i.test(url.trim())

/**
 * HTML of the author is shown as text: `html` is off, so that everything in the result was made by the renderer. Images are
 * off, because they would be loaded from other sites.
 */
const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false }).disable("image")
markdown.linkify.set({ fuzzyLink: false, fuzzyIP: false })
markdown.validateLink = isSafeLink

// The page's title is its only first-level heading.
markdown.core.ruler.push("lower-headings", ({ tokens }) => {
  for (const token of tokens)
    if (token.type === "heading_open" || token.type === "heading_close")
      token.tag = `h${Math.min(Number(token.tag.slice(1)) + 1, 6)}`
})

// Other sites get neither the opener nor the credit of search engines.
markdown.renderer.rules.link_open = (tokens, index, options, _environment, self) => {
  const token = tokens[index]
  if (/^https?:/i.test(token?.attrGet("href") ?? "")) token?.attrSet("rel", "noopener noreferrer nofollow")
  return self.renderToken(tokens, index, options)
}

/** Renders a page's Markdown as HTML that is safe to insert into a page. */
export const renderMarkdown = (text: string): string => markdown.render(text)

/** The text of the first paragraph, shortened to whole words. */
export const summaryOf = (text: string): string => {
  const tokens = markdown.parse(text, {})
  const at = tokens.findIndex(({ type }) => type === "paragraph_open")
  const words = (tokens[at + 1]?.children ?? [])
    .map(({ type, content }) => (type === "softbreak" ? " " : content))
    .join("")
    .trim()
  if (words.length <= SUMMARY_LENGTH) return words
  return `${words.slice(0, SUMMARY_LENGTH).replace(/\s+\S*$/, "")}…`
}

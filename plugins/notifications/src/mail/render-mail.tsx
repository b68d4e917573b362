import { render, toPlainText } from "@react-email/render"
import type { ReactElement } from "react"

import type { MailBrand } from "../contracts/brand"
import { DEFAULT_BRAND, MailBrandContext } from "./brand"

// In the text version, headings keep their case and a link is followed by its URL.
const TEXT = {
  wordwrap: 78,
  selectors: [
    { selector: "h1", options: { uppercase: false } },
    { selector: "h2", options: { uppercase: false } },
    { selector: "a", options: { hideLinkHrefIfSameAsText: true } },
    { selector: "ol", options: { leadingLineBreaks: 1 } },
    { selector: "ul", options: { leadingLineBreaks: 1 } },
  ],
}

/** An email's HTML and text versions, from one component, in the shop's brand. */
export const renderMail = async (
  body: ReactElement,
  brand: MailBrand = DEFAULT_BRAND
): Promise<{ html: string; text: string }> => {
  const html = await render(<MailBrandContext.Provider value={brand}>{body}</MailBrandContext.Provider>)
  return { html, text: toPlainText(html, TEXT) }
}

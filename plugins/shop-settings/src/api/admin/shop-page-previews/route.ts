import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { renderMarkdown } from "../../../use-cases/render-markdown"

export const POST = handle(routes, "POST /admin/shop-page-previews", ({ body }) => ({
  html: renderMarkdown(body.body),
}))

import "server-only"
import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import path from "node:path"

let url: string | undefined

/** Returns the URL of `public/shop.js` with a hash of its content, so that browsers may cache it forever. */
export const shopScript = (): string => {
  url ??= `/shop.js?v=${createHash("sha256")
    .update(readFileSync(path.join(process.cwd(), "public", "shop.js")))
    .digest("hex")
    .slice(0, 12)}`
  return url
}

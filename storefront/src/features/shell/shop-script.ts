import "server-only"
import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import path from "node:path"

/** Scripts of every page, in their order. Public pages have no others (src/lib/page-cache/static-page.ts). */
const SCRIPTS = ["shop.js", "cart.js"]

let urls: readonly string[] | undefined

const urlOf = (name: string): string =>
  `/${name}?v=${createHash("sha256")
    .update(readFileSync(path.join(process.cwd(), "public", name)))
    .digest("hex")
    .slice(0, 12)}`

/** Returns the URLs of the scripts in `public`, each with a hash of its content, so that browsers may cache it forever. */
export const shopScripts = (): readonly string[] => {
  urls ??= SCRIPTS.map(urlOf)
  return urls
}

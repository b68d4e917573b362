import "server-only"
import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import path from "node:path"

import { headers } from "next/headers"

let url: string | undefined

/** The URL of `public/upload.js` with a hash of its content, so that no browser uses an old one. */
const uploadScript = (): string => {
  url ??= `/upload.js?v=${createHash("sha256")
    .update(readFileSync(path.join(process.cwd(), "public", "upload.js")))
    .digest("hex")
    .slice(0, 12)}`
  return url
}

/** The behavior of fields for files, on pages that have one. */
export const UploadScript = async () => (
  <script src={uploadScript()} nonce={(await headers()).get("x-nonce") ?? undefined} async suppressHydrationWarning />
)

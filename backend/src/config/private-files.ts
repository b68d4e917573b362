import { z } from "zod"

/** How long a private file can be downloaded, and is kept. */
export const PRIVATE_FILE_DAYS = 1

/** As provider `local-files` names them: when they were made, a random part, and what core calls them. */
const KEY = /^private-(\d{13})-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-([\w.-]{1,120})$/

export const privateFileKey = z.string().regex(KEY, "This is not a private file")

export const privateFileUrl = (adminUrl: string, key: string): string =>
  `${adminUrl}/admin/private-files/${encodeURIComponent(key)}`

/** What a download needs, by what core calls the file. Exports of orders name customers. */
const PERMISSIONS: readonly (readonly [RegExp, string])[] = [
  [/order-exports\.csv$/, "orders:export"],
  [/inventory-item-exports\.csv$/, "inventory:write"],
  [/product-exports\.csv$/, "products:write"],
  // What staff uploaded for an import, under a random name (`guardUploads`).
  [/^[0-9a-f-]{36}\.csv$/, "products:write"],
]
/** Anything else may hold anything. */
const STRICTEST = "orders:export"

export type PrivateFile = { readonly name: string; readonly permission: string; readonly expired: boolean }

/** What a key says of its file at `now`; undefined for what is no key. */
export const privateFileOf = (key: string, now: Date): PrivateFile | undefined => {
  const [, made, name] = KEY.exec(key) ?? []
  if (made === undefined || name === undefined) return undefined
  return {
    name,
    permission: PERMISSIONS.find(([pattern]) => pattern.test(name))?.[1] ?? STRICTEST,
    expired: now.getTime() - Number(made) > PRIVATE_FILE_DAYS * 86_400_000,
  }
}

import { z } from "zod"

/** How long a private file is kept and can be downloaded. */
export const PRIVATE_FILE_DAYS = 1

/** File names as provider `local-files` makes them: time of creation, a random part, and core's name. */
const KEY = /^private-(\d{13})-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-([\w.-]{1,120})$/

/** Files that a plugin keeps and serves itself: they have no day after which they go, and no download for staff here. */
export const KEPT_PREFIX = "kept-"

/** Keys that a plugin chose before it stored the file, so that it can delete what it may have stored. Can't be guessed. */
const CHOSEN = /^private-kept-[0-9a-f]{40}$/

export const isChosenKey = (filename: string): boolean => CHOSEN.test(filename)

export const isKept = (key: string): boolean => isChosenKey(key) || KEY.exec(key)?.[2]?.startsWith(KEPT_PREFIX) === true

export const privateFileKey = z.string().regex(KEY, "Invalid file key")

export const privateFileUrl = (adminUrl: string, key: string): string =>
  `${adminUrl}/admin/private-files/${encodeURIComponent(key)}`

/** Permission for a download, by core's file name. Exports of orders contain customer data. */
const PERMISSIONS: readonly (readonly [RegExp, string])[] = [
  [/order-exports\.csv$/, "orders:export"],
  [/inventory-item-exports\.csv$/, "inventory:write"],
  [/product-exports\.csv$/, "products:write"],
  // Files that staff uploaded for an import, with a random name (`guardUploads`).
  [/^[0-9a-f-]{36}\.csv$/, "products:write"],
]
/** For all other files, which may hold any data. */
const STRICTEST = "orders:export"

export type PrivateFile = { readonly name: string; readonly permission: string; readonly expired: boolean }

/** What a key says about its file at `now`; undefined for an invalid key. */
export const privateFileOf = (key: string, now: Date): PrivateFile | undefined => {
  const [, made, name] = KEY.exec(key) ?? []
  if (made === undefined || name === undefined || isKept(key)) return undefined
  return {
    name,
    permission: PERMISSIONS.find(([pattern]) => pattern.test(name))?.[1] ?? STRICTEST,
    expired: now.getTime() - Number(made) > PRIVATE_FILE_DAYS * 86_400_000,
  }
}

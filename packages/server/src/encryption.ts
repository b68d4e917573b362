import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto"

import type { EncryptionKey } from "./encryption-keys"
import { env } from "./env"

/** Where an encrypted text belongs. It can be decrypted there only, so that values can't be swapped between rows. */
export type EncryptedPlace = {
  readonly table: string
  readonly column: string
  /** The row's id. */
  readonly id: string
}

/** An encrypted text can't be read. The message names the table and the key, never the text. */
export class DecryptionError extends Error {
  override readonly name = "DecryptionError"
}

const VERSION = "v1"
const IV_BYTES = 12
const TAG_BYTES = 16

const derived = ({ key }: EncryptionKey, use: string): Buffer => Buffer.from(hkdfSync("sha256", key, "", use, 32))

type DerivedKeys = { readonly column: Buffer; readonly index: Buffer }

/** Deriving a key takes longer than encrypting a row with it. */
const derivedKeys = new WeakMap<EncryptionKey, DerivedKeys>()

const keysFrom = (key: EncryptionKey): DerivedKeys => {
  const known = derivedKeys.get(key)
  if (known) return known
  const keys = { column: derived(key, "atrium encrypted column"), index: derived(key, "atrium blind index") }
  derivedKeys.set(key, keys)
  return keys
}

/** As JSON, because joined names could be split in another way. */
const associatedData = (keyId: string, { table, column, id }: EncryptedPlace): Buffer =>
  Buffer.from(JSON.stringify([VERSION, keyId, table, column, id]))

/** The key that encrypts: the first of `ATRIUM_ENCRYPTION_KEYS`. */
export const newestKey = (keys: readonly EncryptionKey[] = env().encryptionKeys): EncryptionKey => {
  const [newest] = keys
  if (!newest) throw new Error("ATRIUM_ENCRYPTION_KEYS has no key")
  return newest
}

/** What every text encrypted with this key begins with. */
export const encryptedPrefix = ({ id }: Pick<EncryptionKey, "id">): string => `${VERSION}.${id}.`

/**
 * Encrypts a text for one column of one row (AES-256-GCM) with the newest key: `v1.<key id>.<iv>.<tag>.<data>`, the last
 * three in base64url. Encrypting the same text twice gives different results.
 */
export const encryptText = (
  text: string,
  place: EncryptedPlace,
  keys: readonly EncryptionKey[] = env().encryptionKeys
): string => {
  const key = newestKey(keys)
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv("aes-256-gcm", keysFrom(key).column, iv, { authTagLength: TAG_BYTES })
  cipher.setAAD(associatedData(key.id, place))
  const data = Buffer.concat([cipher.update(text, "utf8"), cipher.final()])
  return encryptedPrefix(key) + [iv, cipher.getAuthTag(), data].map((part) => part.toString("base64url")).join(".")
}

const ENCRYPTED = /^v1\.([A-Za-z0-9_-]{1,32})\.([A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]*)$/

/** Whether a text has the form of what `encryptText` returns. */
export const isEncrypted = (text: string): boolean => ENCRYPTED.test(text)

/**
 * Decrypts what `encryptText` encrypted for this place, with the key that it names.
 * @throws DecryptionError when it is not encrypted, altered, from another row or column, or its key isn't listed
 */
export const decryptText = (
  encrypted: string,
  place: EncryptedPlace,
  keys: readonly EncryptionKey[] = env().encryptionKeys
): string => {
  const where = `${place.table}.${place.column}`
  const [, keyId = "", iv = "", tag = "", data = ""] = ENCRYPTED.exec(encrypted) ?? []
  if (!keyId) throw new DecryptionError(`A value of ${where} is not an encrypted text`)
  const key = keys.find(({ id }) => id === keyId)
  if (!key)
    throw new DecryptionError(
      `A value of ${where} was encrypted with the key "${keyId}", which ATRIUM_ENCRYPTION_KEYS doesn't list`
    )
  try {
    const decipher = createDecipheriv("aes-256-gcm", keysFrom(key).column, Buffer.from(iv, "base64url"), {
      authTagLength: TAG_BYTES,
    })
    decipher.setAAD(associatedData(keyId, place))
    decipher.setAuthTag(Buffer.from(tag, "base64url"))
    return Buffer.concat([decipher.update(Buffer.from(data, "base64url")), decipher.final()]).toString("utf8")
  } catch {
    throw new DecryptionError(
      `A value of ${where} can't be decrypted with the key "${keyId}": it was altered, belongs to another row, or the key is not the same`
    )
  }
}

/** The column of a blind index, and a value to look up. */
export type IndexedValue = { readonly table: string; readonly column: string; readonly value: string }

const indexWith = (key: EncryptionKey, { table, column, value }: IndexedValue): string =>
  `${key.id}.${createHmac("sha256", keysFrom(key).index)
    .update(JSON.stringify([table, column, value]))
    .digest("base64url")}`

/**
 * A keyed hash by which an encrypted column can be looked up for an exact value, which the hash doesn't reveal. Store it in
 * a column of its own; normalize the value first (an email address in lower case).
 */
export const blindIndex = (value: IndexedValue, keys: readonly EncryptionKey[] = env().encryptionKeys): string =>
  indexWith(newestKey(keys), value)

/** The hashes with which a value may be stored: one for each key. To look up rows that weren't rotated yet, too. */
export const blindIndexes = (value: IndexedValue, keys: readonly EncryptionKey[] = env().encryptionKeys): string[] =>
  keys.map((key) => indexWith(key, value))

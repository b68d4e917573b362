import { weaknessOf } from "./secret-strength"

/** A key for sensitive columns, with the id that is stored beside everything encrypted with it. */
export type EncryptionKey = { readonly id: string; readonly key: Buffer }

const KEY_BYTES = 32
const ID = /^[A-Za-z0-9_-]{1,32}$/
const BASE64 = /^[A-Za-z0-9+/_-]{43}=?$/

/** Published with the code: a demo needs no setup. */
export const DEMO_ENCRYPTION_KEYS = `demo:${Buffer.from("atrium demo key, not for a shop.").toString("base64")}`

const FORMAT = "must be <id>:<base64 of 32 bytes>, separated by commas, the newest first"
const HOW = '(generate one: echo "k1:$(openssl rand -base64 32)")'

/**
 * Reads `ATRIUM_ENCRYPTION_KEYS`. The first key encrypts, all of them decrypt. Returns what is wrong instead of throwing,
 * so that every wrong variable is reported at once; never a key.
 */
export const encryptionKeys = (
  text: string,
  production: boolean
): { keys: readonly EncryptionKey[]; problems: readonly string[] } => {
  const entries = text
    .split(",")
    .map((entry) => entry.trim())
    .filter(Boolean)
    .map((entry) => ({
      id: entry.slice(0, Math.max(0, entry.indexOf(":"))),
      encoded: entry.slice(entry.indexOf(":") + 1),
    }))
  const malformed = entries.length === 0 || entries.some(({ id, encoded }) => !ID.test(id) || !BASE64.test(encoded))
  if (malformed) return { keys: [], problems: [`ATRIUM_ENCRYPTION_KEYS ${FORMAT} ${HOW}`] }
  const keys = entries.map(({ id, encoded }) => ({ id, key: Buffer.from(encoded, "base64") }))
  const weak = production && entries.some(({ encoded }, at) => isWeak(encoded, keys[at]?.key))
  return {
    keys,
    problems: [
      ...(new Set(entries.map(({ id }) => id)).size < entries.length
        ? ["ATRIUM_ENCRYPTION_KEYS must not use an id twice: the id decides which key decrypts"]
        : []),
      ...(new Set(keys.map(({ key }) => key.toString("hex"))).size < keys.length
        ? ["ATRIUM_ENCRYPTION_KEYS must not list a key twice"]
        : []),
      ...(weak ? [`ATRIUM_ENCRYPTION_KEYS must be random in production ${HOW}`] : []),
    ],
  }
}

/** Readable text, and bytes in sequence, look random in base64. So the bytes are checked too. */
const isWeak = (encoded: string, key: Buffer | undefined): boolean => {
  if (!key || weaknessOf(encoded, 43) !== undefined) return true
  const steps = [...key.subarray(1)].filter((byte, at) => Math.abs(byte - (key[at] ?? 0)) <= 1)
  return new Set(key).size < KEY_BYTES / 2 || steps.length > KEY_BYTES / 2 || key.every(isPrintable)
}

const isPrintable = (byte: number): boolean => byte >= 0x20 && byte < 0x7f

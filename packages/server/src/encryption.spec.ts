import { randomBytes } from "node:crypto"

import { blindIndex, blindIndexes, decryptText, DecryptionError, encryptText } from "./encryption"
import { encryptionKeys } from "./encryption-keys"

const keyOf = (id: string) => ({ id, key: randomBytes(32) })
const [first, second] = [keyOf("k1"), keyOf("k2")]
const place = { table: "some_table", column: "phone", id: "row_1" }
const TEXT = "+91 98765 43210, नमस्ते, 👋"

describe("encrypted columns", () => {
  it("return what was encrypted, in a text that names its key and shows nothing", () => {
    const encrypted = encryptText(TEXT, place, [first])
    expect(encrypted).toMatch(/^v1\.k1\.[\w-]{16}\.[\w-]{22}\.[\w-]+$/)
    expect(Buffer.from(encrypted.split(".")[4] ?? "", "base64url").toString()).not.toContain("98765")
    expect(decryptText(encrypted, place, [first])).toBe(TEXT)
    expect(decryptText(encryptText("", place, [first]), place, [first])).toBe("")
  })

  it("never have the same text twice", () => {
    const all = Array.from({ length: 200 }, () => encryptText(TEXT, place, [first]))
    expect(new Set(all).size).toBe(200)
    expect(new Set(all.map((text) => text.split(".")[2])).size).toBe(200)
  })

  it.each([
    ["another row", { ...place, id: "row_2" }],
    ["another column", { ...place, column: "requirements" }],
    ["another table", { ...place, table: "other_table" }],
    ["names that are joined to the same text", { table: "some_tabl", column: "ephone", id: "row_1" }],
  ])("can't be moved to %s", (_what, other) => {
    const encrypted = encryptText(TEXT, place, [first])
    expect(() => decryptText(encrypted, other, [first])).toThrow(DecryptionError)
  })

  it("can't be altered in any character", () => {
    const encrypted = encryptText(TEXT, place, [first])
    const [version = "", key = "", ...parts] = encrypted.split(".")
    parts.forEach((part, at) => {
      // Each byte, because the last character of base64url has bits that mean nothing.
      const bytes = Buffer.from(part, "base64url")
      bytes.forEach((_byte, index) => {
        const changed = Buffer.from(bytes)
        changed[index] = (changed[index] ?? 0) ^ 1
        const altered = [version, key, ...parts.with(at, changed.toString("base64url"))].join(".")
        expect(() => decryptText(altered, place, [first])).toThrow(/altered/)
      })
    })
    expect(() => decryptText(encrypted.replace("v1.k1", "v1.k2"), place, [first, { ...first, id: "k2" }])).toThrow(
      DecryptionError
    )
  })

  it("report what isn't encrypted, truncated text, and an unlisted key, without the text", () => {
    const encrypted = encryptText(TEXT, place, [first])
    expect(() => decryptText(TEXT, place, [first])).toThrow("A value of some_table.phone is not an encrypted text")
    expect(() => decryptText(encrypted.slice(0, -4), place, [first])).toThrow(DecryptionError)
    expect(() => decryptText(encrypted.split(".").slice(0, 4).join("."), place, [first])).toThrow(DecryptionError)
    expect(() => decryptText(encrypted, place, [second])).toThrow(
      'A value of some_table.phone was encrypted with the key "k1", which ATRIUM_ENCRYPTION_KEYS doesn\'t list'
    )
    expect(() => decryptText(encrypted, place, [{ ...second, id: "k1" }])).toThrow(/the key is not the same/)
  })

  it("are read with every listed key and written with the first", () => {
    const old = encryptText(TEXT, place, [first])
    const keys = [second, first]
    expect(decryptText(old, place, keys)).toBe(TEXT)
    expect(encryptText(TEXT, place, keys)).toMatch(/^v1\.k2\./)
  })
})

describe("blind indexes", () => {
  const value = { table: "some_table", column: "email_index", value: "nora@example.com" }

  it("are the same for the same value, and differ by value, table, column and key", () => {
    expect(blindIndex(value, [first])).toBe(blindIndex(value, [first]))
    const others = [
      blindIndex({ ...value, value: "mora@example.com" }, [first]),
      blindIndex({ ...value, table: "other_table" }, [first]),
      blindIndex({ ...value, column: "other_index" }, [first]),
      blindIndex(value, [second]),
    ]
    expect(new Set([blindIndex(value, [first]), ...others]).size).toBe(5)
  })

  it("find what an older key indexed", () => {
    expect(blindIndexes(value, [second, first])).toContain(blindIndex(value, [first]))
  })
})

describe("ATRIUM_ENCRYPTION_KEYS", () => {
  const random = () => randomBytes(32).toString("base64")

  it("lists keys by id, the newest first", () => {
    const [a, b] = [random(), random()]
    const { keys, problems } = encryptionKeys(` k2:${b} , k1:${a.replace(/=$/, "")}`, true)
    expect(problems).toEqual([])
    expect(keys.map(({ id, key }) => [id, key.toString("base64")])).toEqual([
      ["k2", b],
      ["k1", a],
    ])
  })

  it.each([
    ["nothing", ""],
    ["no id", random()],
    ["an id with a dot", `k.1:${random()}`],
    ["a short key", `k1:${randomBytes(16).toString("base64")}`],
    ["a long key", `k1:${randomBytes(48).toString("base64")}`],
    ["one wrong key among right ones", `k2:${random()},k1:secret`],
  ])("is refused with %s", (_what, text) => {
    expect(encryptionKeys(text, false).problems).toEqual([expect.stringContaining("ATRIUM_ENCRYPTION_KEYS must be")])
  })

  it("is refused with an id or a key twice", () => {
    const key = random()
    expect(encryptionKeys(`k1:${key},k1:${random()}`, false).problems).toEqual([expect.stringContaining("id twice")])
    expect(encryptionKeys(`k1:${key},k2:${key}`, false).problems).toEqual([expect.stringContaining("key twice")])
  })

  it.each([
    ["readable text", Buffer.from("a sentence of exactly 32 letters").toString("base64")],
    ["one repeated byte", Buffer.alloc(32, 171).toString("base64")],
    ["bytes in sequence", Buffer.from(Array.from({ length: 32 }, (_, byte) => byte)).toString("base64")],
  ])("is refused in production with %s", (_what, key) => {
    expect(encryptionKeys(`k1:${key}`, true).problems).toEqual([expect.stringContaining("random in production")])
    expect(encryptionKeys(`k1:${key}`, false).problems).toEqual([])
  })

  it("accepts random keys in production", () => {
    for (let key = 0; key < 2_000; key += 1) expect(encryptionKeys(`k1:${random()}`, true).problems).toEqual([])
  })
})

import { type Database, openDatabase } from "@atrium/test-kit/database"

import { answering, claimKey, releaseKey } from "../src/data/idempotency-keys"
import { idempotencyRetention } from "../src/data/retention"

jest.setTimeout(120_000)

describe("idempotency keys", () => {
  let db: Database
  beforeAll(async () => {
    db = await openDatabase("idempotency")
  })
  afterAll(() => db.close())

  const claim = (key: string, hash = "body") => ({ scope: "pk:route", key, hash })

  it("let exactly one of 50 parallel callers start", async () => {
    const claims = await Promise.all(Array.from({ length: 50 }, () => claimKey(db.knex, claim("race"), 30)))
    expect(claims.filter(({ kind }) => kind === "mine")).toHaveLength(1)
    expect(claims.filter(({ kind }) => kind === "busy")).toHaveLength(49)
  })

  it("return the first response to every later caller, and refuse another body", async () => {
    await claimKey(db.knex, claim("answered"), 30)
    await answering(db.knex, claim("answered"), { id: "pur_1" })
    expect(await claimKey(db.knex, claim("answered"), 30)).toEqual({ kind: "answered", response: { id: "pur_1" } })
    expect(await claimKey(db.knex, claim("answered", "other"), 30)).toEqual({ kind: "reused" })
    expect(await claimKey(db.knex, { ...claim("answered"), scope: "pk2:route" }, 30)).toEqual({ kind: "mine" })
  })

  it("are taken over by one caller when the holder has died", async () => {
    await claimKey(db.knex, claim("dead"), -1)
    const claims = await Promise.all(Array.from({ length: 20 }, () => claimKey(db.knex, claim("dead"), 30)))
    expect(claims.filter(({ kind }) => kind === "mine")).toHaveLength(1)
  })

  it("are free again after a refusal, but never after a response", async () => {
    await claimKey(db.knex, claim("refused"), 30)
    await releaseKey(db.knex, claim("refused"))
    expect(await claimKey(db.knex, claim("refused", "corrected"), 30)).toEqual({ kind: "mine" })
    await answering(db.knex, claim("refused"), { id: "pur_2" })
    await releaseKey(db.knex, claim("refused"))
    expect(await claimKey(db.knex, claim("refused", "corrected"), 30)).toMatchObject({ kind: "answered" })
  })

  it("are deleted only when they are old", async () => {
    await claimKey(db.knex, claim("young"), 30)
    await db
      .knex("idempotency_key")
      .where({ key: "race" })
      .update({ created_at: new Date(Date.now() - 3 * 86_400_000) })
    expect(await idempotencyRetention.remove(db.container, new Date(Date.now() - 2 * 86_400_000))).toBe(1)
    expect(await claimKey(db.knex, claim("young", "other"), 30)).toEqual({ kind: "reused" })
  })
})

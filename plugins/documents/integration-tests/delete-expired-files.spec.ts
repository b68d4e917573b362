import { advanceClock, resetClock } from "@atrium/kernel"
import { type Database, openDatabase } from "@atrium/test-kit/database"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { endFile, type FileOwner, keepFiles, waitingWith } from "../src/data/personal-files"
import deleteFiles from "../src/jobs/delete-expired-files"
import { Migration20261130075500 } from "../src/modules/documents/migrations/Migration20261130075500"
import { Migration20261130160000 } from "../src/modules/documents/migrations/Migration20261130160000"
import { storePersonalFile } from "../src/use-cases/personal-files"

jest.setTimeout(60_000)

const HOUR = 3_600
const DAY = 24 * HOUR
const PDF = Buffer.from("%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n")
const RULE = { kinds: ["pdf" as const], max_bytes: 20_000, max_files: 2 }

/** A bucket in memory. As those of the shop, it takes deleting a file that is not there for done. */
const openBucket = () => {
  const keys = new Set<string>()
  const asked: string[] = []
  const hooks = { onDelete: async (_key: string) => {}, onCreate: async () => {} }
  return {
    keys,
    /** The keys that it was asked to delete. */
    asked,
    hooks,
    async createFiles({ filename }: { filename: string }) {
      await hooks.onCreate()
      keys.add(filename)
      return { id: filename, url: filename }
    },
    async deleteFiles(key: string) {
      asked.push(key)
      await hooks.onDelete(key)
      keys.delete(key)
    },
  }
}

describe("the job that deletes expired files", () => {
  let database: Database
  let bucket: ReturnType<typeof openBucket>
  let processes: readonly [MedusaContainer, MedusaContainer]
  beforeAll(async () => {
    database = await openDatabase("files", { migrations: [Migration20261130075500, Migration20261130160000] })
    processes = [database.container, database.another()]
    for (const container of processes) container.register(Modules.FILE, { resolve: () => bucket })
  })
  beforeEach(() => void (bucket = openBucket()))
  afterEach(async () => {
    resetClock()
    await database.knex("personal_file").del()
  })
  afterAll(() => database.close())

  const run = () => deleteFiles(processes[0])
  const owner: FileOwner = { kind: "draft", id: "draft_1" }
  const send = async (from = owner): Promise<string> => {
    const sent = { owner: from, questionId: "passport", lineItemId: null, customerId: null, rule: RULE }
    const file = { name: "passport.pdf", content: PDF, mimeType: "application/pdf" }
    return (await storePersonalFile(database.container, { ...sent, file })).id
  }
  const sendMany = async (count: number): Promise<string[]> => {
    const ids: string[] = []
    for (let at = 0; at < count; at += 1) ids.push(await send({ kind: "draft", id: `draft_${at}` }))
    return ids
  }
  const rows = () => database.knex("personal_file").orderBy("id").select("id", "owner_kind", "state", "storage_key")
  const keyOf = async (id: string): Promise<string> => (await rows()).find((row) => row.id === id)?.storage_key
  const keep = (ids: readonly string[], orderId = "order_1") =>
    database.knex.transaction((trx) => keepFiles(trx, ids, orderId))

  it("deletes files that were removed or have waited for 30 days, from the storage and the table", async () => {
    const [removed, waiting] = [await send(), await send()]
    expect(await endFile(database.knex, owner, removed)).toBe(true)
    await run()
    expect(await rows()).toMatchObject([{ id: waiting, state: "stored" }])
    expect([...bucket.keys]).toEqual([await keyOf(waiting)])
    advanceClock(29 * DAY)
    await run()
    expect(bucket.keys.size).toBe(1)
    advanceClock(DAY)
    await run()
    expect([await rows(), bucket.keys.size]).toEqual([[], 0])
  })

  it("never deletes files of an order", async () => {
    const ids = await sendMany(3)
    await keep(ids)
    advanceClock(4_000 * DAY)
    await run()
    expect((await rows()).map(({ id, owner_kind }) => [id, owner_kind])).toEqual(ids.sort().map((id) => [id, "order"]))
    expect([bucket.keys.size, bucket.asked]).toEqual([3, []])
  })

  it("keeps the row while the storage fails, tries again after an hour, and continues with the other files", async () => {
    const [stuck, other] = [await send(), await send()]
    const key = await keyOf(stuck)
    advanceClock(30 * DAY)
    bucket.hooks.onDelete = async (asked) => {
      if (asked === key) throw new Error("The storage is down")
    }
    await run()
    expect(await rows()).toMatchObject([{ id: stuck, storage_key: key }])
    expect(await keyOf(other)).toBeUndefined()
    bucket.hooks.onDelete = async () => {}
    advanceClock(HOUR - 60)
    await run()
    expect(bucket.keys).toEqual(new Set([key]))
    advanceClock(60)
    await run()
    expect([await rows(), bucket.keys.size]).toEqual([[], 0])
  })

  it("a file that could not be deleted takes none of its question's places, and can't be removed twice", async () => {
    const removed = await send()
    await endFile(database.knex, owner, removed)
    bucket.hooks.onDelete = () => Promise.reject(new Error("The storage is down"))
    await run()
    const question = { owner, questionId: "passport", lineItemId: null }
    expect(await database.knex.transaction((trx) => waitingWith(trx, question))).toEqual({ files: 0, bytes: 0 })
    expect(await endFile(database.knex, owner, removed)).toBe(false)
  })

  it("two processes delete each file once", async () => {
    await sendMany(60)
    advanceClock(30 * DAY)
    bucket.hooks.onDelete = () => new Promise((resolve) => setTimeout(resolve, 2))
    await Promise.all(processes.map((container) => deleteFiles(container)))
    expect([bucket.asked.length, new Set(bucket.asked).size, bucket.keys.size]).toEqual([60, 60, 0])
    expect(await rows()).toEqual([])
  })

  it("a file survives that an order claims after the job has started", async () => {
    await sendMany(2)
    advanceClock(30 * DAY)
    const claimed: string[] = []
    // The storage is deleting the first file: an order claims the other one, and can no longer have the first.
    bucket.hooks.onDelete = async (key) => {
      const [first, other] = [(await rows()).find((row) => row.storage_key === key), await rows()]
      const left = other.find((row) => row.storage_key !== key)
      expect([await keep([first?.id]), await keep([left?.id])]).toEqual([0, 1])
      claimed.push(left?.id)
    }
    await run()
    expect(bucket.asked).toHaveLength(1)
    expect((await rows()).map(({ id, owner_kind }) => [id, owner_kind])).toEqual([[claimed[0], "order"]])
    expect([...bucket.keys]).toEqual([await keyOf(claimed[0] ?? "")])
  })

  it("a file survives that an order claims in a transaction which is still open", async () => {
    const [id] = await sendMany(1)
    advanceClock(30 * DAY)
    await database.knex.transaction(async (trx) => {
      await keepFiles(trx, [id ?? ""], "order_1")
      await run()
    })
    await run()
    expect(await rows()).toMatchObject([{ id, owner_kind: "order" }])
    expect([bucket.keys.size, bucket.asked]).toEqual([1, []])
  })

  it("an upload that ends while its file is being deleted is refused, and leaves nothing in the storage", async () => {
    let resume = () => {}
    bucket.hooks.onCreate = () => new Promise((resolve) => (resume = resolve))
    const sending = send()
    const refused = expect(sending).rejects.toMatchObject({ code: "conflict" })
    while ((await rows()).length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    advanceClock(HOUR)
    bucket.hooks.onDelete = async () => {
      bucket.hooks.onDelete = async () => {}
      resume()
      await refused
    }
    await run()
    await refused
    expect([await rows(), bucket.keys.size]).toEqual([[], 0])
  })
})

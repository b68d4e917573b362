import { spawn } from "node:child_process"
import { randomUUID } from "node:crypto"
import { once } from "node:events"

import { type Database, openDatabase } from "@atrium/test-kit/database"

import { type NewDocument, insertDocument } from "../src/data/order-documents"
import { addSellerProfile, type SellerProfileRow } from "../src/data/seller-profiles"
import { Migration20261129032453 } from "../src/modules/documents/migrations/Migration20261129032453"

jest.setTimeout(120_000)

/** A process that numbers a document, says so, and waits instead of committing. */
const NUMBERING_PROCESS = `
  const { Client } = require("pg")
  const client = new Client({ connectionString: process.argv[1] })
  client.connect()
    .then(() => client.query("BEGIN"))
    .then(() => client.query("UPDATE document_counter SET last = last + 1 WHERE kind = 'invoice' RETURNING last"))
    .then(({ rows }) => process.stdout.write(String(rows[0].last)))
  setInterval(() => {}, 1000)`

describe("numbers of documents", () => {
  let database: Database
  let seller: SellerProfileRow
  beforeAll(async () => {
    database = await openDatabase("documents", { migrations: [Migration20261129032453], connections: 50 })
    seller = await addSellerProfile(database.knex, {
      name: "Atrium",
      address: "12 MG Road",
      tax_id: "1",
      email: "accounts@atrium.test",
      number_prefix: "AT",
      locale: "en",
      logo: null,
    })
  })
  afterAll(() => database.close())

  const invoiceOf = (subject: string): NewDocument => ({
    kind: "invoice",
    order_id: subject,
    subject_id: subject,
    currency_code: "eur",
    facts: {
      order_number: "#1",
      buyer: { name: "Asha Rao", email: "asha@example.com", address: [] },
      lines: [],
      taxes: [],
      net: "0.00",
      tax: "0.00",
      total: "0.00",
      paid_at: null,
      corrects: null,
    },
  })
  const issue = (subject = randomUUID(), fail = false) =>
    database.knex.transaction(async (trx) => {
      const row = await insertDocument(trx, invoiceOf(subject), seller)
      if (fail) throw new Error("rolled back")
      return row
    })
  const sequences = async (): Promise<number[]> =>
    (await database.knex("order_document").where({ kind: "invoice" }).orderBy("sequence").select("sequence")).map(
      ({ sequence }) => sequence
    )
  const oneToN = (count: number) => Array.from({ length: count }, (_, at) => at + 1)

  it("have no gap and no duplicate after 50 parallel issues, of which some fail", async () => {
    const done = await Promise.allSettled(oneToN(50).map((at) => issue(undefined, at % 7 === 0)))
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(43)
    expect(await sequences()).toEqual(oneToN(43))
  })

  it("are given once for one order, however many issue its invoice at once", async () => {
    const before = (await sequences()).length
    const subject = randomUUID()
    const done = await Promise.allSettled(oneToN(20).map(() => issue(subject)))
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
    expect(await sequences()).toEqual(oneToN(before + 1))
  })

  it("have no gap after a process was killed between its number and its commit", async () => {
    const before = (await sequences()).length
    const killed = spawn(process.execPath, ["-e", NUMBERING_PROCESS, database.url], {
      env: { ...process.env, NODE_OPTIONS: "" },
    })
    const [taken] = await once(killed.stdout, "data")
    expect(Number(taken)).toBe(before + 1)
    const waiting = issue()
    killed.kill("SIGKILL")
    expect((await waiting).number).toMatch(new RegExp(`^AT-INV-\\d{4}-${String(before + 1).padStart(5, "0")}$`))
    expect(await sequences()).toEqual(oneToN(before + 1))
  })

  it("and facts of an issued document can't be changed or deleted, only where its file is kept", async () => {
    const { id } = await issue()
    const change = (values: object) => database.knex("order_document").where({ id }).update(values)
    await expect(change({ number: "AT-INV-2026-99999" })).rejects.toThrow("cannot be changed")
    await expect(change({ facts: "{}" })).rejects.toThrow("cannot be changed")
    await expect(database.knex("order_document").where({ id }).delete()).rejects.toThrow("cannot be changed")
    expect(await change({ file_key: "private-1" })).toBe(1)
  })
})

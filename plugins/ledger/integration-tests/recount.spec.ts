import { recount } from "../src/data/recount"
import { EXPENSE, type Ledger, openLedger, pendingOf, transfer } from "./with-ledger"

describe("the recount", () => {
  let ledger: Ledger
  const tamper = async (...texts: string[]) => {
    // Only a superuser can do this: the triggers are off for this session.
    await ledger.psql("SET session_replication_role = replica", ...texts)
  }
  beforeEach(async () => {
    ledger = await openLedger()
    await ledger.post(transfer(EXPENSE, pendingOf("a"), 100n), transfer(EXPENSE, pendingOf("b"), 50n))
  })
  afterEach(() => ledger.close())

  it("finds nothing in a ledger that was not tampered with, even while others post", async () => {
    const posting = Array.from({ length: 20 }, () => ledger.post(transfer(EXPENSE, pendingOf("a"), 7n)))
    const counted = await Promise.all(Array.from({ length: 5 }, () => recount(ledger.knex)))
    await Promise.all(posting)
    for (const one of counted) expect(one).toEqual({ accounts: [], entries: [], currencies: [] })
    await ledger.expectTrue()
  })

  it("reports the account whose balance was tampered with, and its currency", async () => {
    const { id } = await ledger.knex("ledger_account").where({ owner_id: "a" }).first<{ id: string }>("id")
    await tamper(`UPDATE ledger_account SET balance = 99 WHERE id = '${id}'`)
    expect(await recount(ledger.knex)).toEqual({
      accounts: [{ account_id: id, balance: "99", postings: "100" }],
      entries: [],
      currencies: ["inr"],
    })
  })

  it("reports the entry that lost a posting, and the one that has none left", async () => {
    const entries = await ledger.knex("ledger_entry").orderBy("id").select<{ id: string }[]>("id")
    const [first, second] = entries.map(({ id }) => id)
    await tamper(
      `DELETE FROM ledger_posting WHERE entry_id = '${first}' AND position = 1`,
      `DELETE FROM ledger_posting WHERE entry_id = '${second}'`
    )
    expect((await recount(ledger.knex)).entries).toEqual([first, second])
  })
})

import { AccountListAnswer, EntryListAnswer } from "@atrium/ledger/contracts"
import { ownerNames } from "@atrium/ledger/extension-points"
import { type LedgerEntryInput, postEntries } from "@atrium/ledger/tx"
import { readLedgerBalances, readLedgerLines, recountLedger } from "@atrium/ledger/use-cases"
import { withShop } from "@atrium/test-kit"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

const HOUSE = { owner_type: "house", owner_id: "-", purpose: "test_expense" }
const accountOf = (owner_id: string, purpose = "pending") => ({ owner_type: "tester", owner_id, purpose })

withShop((shop) => {
  const { api } = shop
  const pay = (owner: string, amount: bigint, key: string, purpose = "pending"): LedgerEntryInput => ({
    key: `test.${owner}.${key}`,
    kind: "test.paid",
    source: { type: "test_order", id: `order_${owner}` },
    description: `Paid ${owner} a 100% share_of it`,
    occurred_at: new Date("2026-11-21T00:00:00Z"),
    currency_code: "inr",
    postings: [
      { account: HOUSE, amount: -amount },
      { account: accountOf(owner, purpose), amount },
    ],
    metadata: { order: key },
  })
  const post = (...entries: LedgerEntryInput[]) => {
    const knex = shop.knex()
    return knex.transaction((trx) => postEntries(trx, entries))
  }
  const accounts = async (query: string) =>
    AccountListAnswer.parse((await api.admin.get(`/admin/ledger/accounts?${query}`)).body)
  const entries = async (query: string) =>
    EntryListAnswer.parse((await api.admin.get(`/admin/ledger/entries?${query}`)).body)

  describe("the ledger's routes", () => {
    it("show accounts with balances in minor units as text, and that each currency sums to zero", async () => {
      const huge = 9_007_199_254_740_993n
      await post(pay("anna", huge, "1"), pay("anna", 5n, "2", "payable"))
      const found = await accounts("owner_type=tester&owner_id=anna")
      expect(found).toMatchObject({ count: 2, limit: 20, offset: 0 })
      expect(found.accounts.map(({ purpose, balance }) => [purpose, balance])).toEqual([
        ["payable", "5"],
        ["pending", huge.toString()],
      ])
      expect(found.totals.every(({ sum }) => sum === "0")).toBe(true)
      expect(found.totals.map(({ currency_code }) => currency_code)).toContain("inr")
    })

    it("show the owner names that a plugin provides, and null for unknown owners", async () => {
      ownerNames.add("test", {
        type: "tester",
        of: async (_, ids) => new Map(ids.flatMap((id) => (id === "erin" ? [[id, "Erin of York"]] : []))),
        find: async (_, words) => ("Erin of York".includes(words) ? ["erin"] : []),
      })
      await post(pay("erin", 30n, "1"), pay("finn", 12n, "1"))
      const named = async (id: string) =>
        (await accounts(`owner_id=${id}`)).accounts.map(({ owner_name }) => owner_name)
      expect([await named("erin"), await named("finn")]).toEqual([["Erin of York"], [null]])
      const [entry] = (await entries("owner_id=erin")).entries
      expect(entry?.postings.map(({ owner_name }) => owner_name)).toEqual(["Shop", "Erin of York"])
      expect((await accounts("q=York")).accounts.map(({ owner_id }) => owner_id)).toEqual(["erin"])
    })

    it("are read by query.graph as well, amounts as exact text", async () => {
      const huge = 9_007_199_254_740_993n
      await post(pay("gita", huge, "1"))
      const graph = shop.container().resolve(ContainerRegistrationKeys.QUERY)
      const read = (entity: string, fields: string[], filters: Record<string, unknown>) =>
        graph.graph({ entity, fields, filters }).then(({ data }) => data)
      expect(await read("ledger_account", ["purpose", "balance"], { owner_id: "gita" })).toMatchObject([
        { purpose: "pending", balance: huge.toString() },
      ])
      const [entry] = await read("ledger_entry", ["id", "kind"], { key: "test.gita.1" })
      const postings = await read("ledger_posting", ["position", "amount"], { entry_id: entry?.id })
      expect(postings.map(({ amount }: { amount: string }) => amount).sort()).toEqual([`-${huge}`, `${huge}`])
    })

    it("list an account's entries, and all postings of an entry", async () => {
      await post(pay("bela", 30n, "1"), pay("bela", 12n, "2"), pay("other", 7n, "1"))
      const [account] = (await accounts("owner_id=bela")).accounts
      const found = await entries(`account_id=${account?.id}`)
      expect(found.count).toBe(2)
      const sum = found.entries
        .flatMap(({ postings }) => postings)
        .filter(({ account_id }) => account_id === account?.id)
        .reduce((total, { amount }) => total + BigInt(amount), 0n)
      expect(String(sum)).toBe(account?.balance)
      expect((await entries(`id=${found.entries[0]?.id}`)).entries[0]).toMatchObject({
        kind: "test.paid",
        source: { type: "test_order", id: "order_bela" },
        metadata: { order: expect.any(String) as string },
        postings: [
          { position: 1, owner_type: "house", owner_id: "-", purpose: "test_expense", currency_code: "inr" },
          { position: 2, owner_type: "tester", owner_id: "bela", purpose: "pending" },
        ],
      })
    })

    it("filter by owner, source, kind and text, newest first, in pages", async () => {
      await post(...["1", "2", "3"].map((key) => pay("cleo", 10n, key)))
      expect((await entries("owner_type=tester&owner_id=cleo")).count).toBe(3)
      expect((await entries("source_type=test_order&source_id=order_cleo&kind=test.paid")).count).toBe(3)
      expect((await entries("owner_id=cleo&kind=test.other")).count).toBe(0)
      expect((await entries(`owner_id=cleo&q=${encodeURIComponent("a 100% share_of")}`)).count).toBe(3)
      expect((await entries(`owner_id=cleo&q=${encodeURIComponent("a 10% share")}`)).count).toBe(0)
      expect((await accounts("q=cleo")).count).toBe(1)
      const first = await entries("owner_id=cleo&limit=2")
      const second = await entries("owner_id=cleo&limit=2&offset=2")
      const ids = [...first.entries, ...second.entries].map(({ id }) => id)
      expect(new Set(ids).size).toBe(3)
      expect([...ids].sort().reverse()).toEqual(ids)
    })

    it("are for staff only and refuse unknown parameters", async () => {
      for (const path of ["/admin/ledger/accounts", "/admin/ledger/entries"]) {
        expect((await api.raw("GET", path, {})).status).toBe(401)
        expect((await api.admin.get(`${path}?nonsense=1`)).status).toBe(400)
        expect((await api.admin.post(path, {})).status).toBe(403)
      }
    })

    it("return a portal's figures and the entries behind each, in five statements at most", async () => {
      await post(pay("dora", 30n, "1"), pay("dora", 12n, "2"), pay("dora", 4n, "3", "payable"))
      const { result, statements } = await shop.countStatements(async () => ({
        balances: await readLedgerBalances(shop.container(), [{ owner_type: "tester", owner_id: "dora" }]),
        pending: await readLedgerLines(shop.container(), accountOf("dora"), { limit: 10, offset: 0 }),
      }))
      expect(statements.length).toBeLessThanOrEqual(5)
      expect(result.balances.map(({ purpose, balance }) => [purpose, balance])).toEqual([
        ["payable", 4n],
        ["pending", 42n],
      ])
      expect(result.pending.count).toBe(2)
      expect(result.pending.lines.reduce((sum, { amount }) => sum + amount, 0n)).toBe(42n)
    })

    it("match a complete recount", async () => {
      expect(await recountLedger(shop.container())).toEqual({ accounts: [], entries: [], currencies: [] })
    })
  })
})

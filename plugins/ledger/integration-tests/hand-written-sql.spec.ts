import { EXPENSE, type Ledger, openLedger, pendingOf, transfer, walletOf } from "./with-ledger"

type Refusal = { code?: string; constraint?: string; message?: string }

const entry = (id: string, count = 2) =>
  `INSERT INTO ledger_entry (id, key, input_hash, kind, source_type, source_id, description, posting_count, occurred_at)
   VALUES ('${id}', '${id}', 'by hand', 'test.by-hand', 'test', 'psql', 'By hand', ${count}, now());`

const posting = (id: string, position: number, account: string, amount: string, currency = "inr") =>
  `INSERT INTO ledger_posting (entry_id, position, account_id, currency_code, amount)
   VALUES ('${id}', ${position}, '${account}', '${currency}', ${amount});`

const account = (id: string, rest: Partial<Record<"currency" | "guarded" | "balance", string>> = {}) =>
  `INSERT INTO ledger_account (id, owner_type, owner_id, purpose, currency_code, guarded, balance)
   VALUES ('${id}', 'test', '${id}', 'test', '${rest.currency ?? "inr"}', ${rest.guarded ?? "false"}, ${rest.balance ?? "0"});`

describe("hand-written SQL", () => {
  let ledger: Ledger
  const refusal = async (...texts: string[]): Promise<Refusal> => {
    try {
      await ledger.psql(...texts)
    } catch (error) {
      return error as Refusal
    }
    return { message: "accepted" }
  }
  beforeAll(async () => {
    ledger = await openLedger()
    await ledger.psql(
      account("a"),
      account("b"),
      account("usd", { currency: "usd" }),
      account("g", { guarded: "true" })
    )
  })
  // Whatever was tried, the ledger is consistent afterwards.
  afterEach(() => ledger.expectTrue())
  afterAll(() => ledger.close())

  it("may write a balanced entry, in any number of statements and any order, and the balances follow", async () => {
    await ledger.psql(
      "BEGIN",
      account("late"),
      entry("ok"),
      posting("ok", 2, "late", "-5"),
      posting("ok", 1, "a", "5"),
      "COMMIT"
    )
    const rows = await ledger.knex("ledger_account").whereIn("id", ["a", "late"]).orderBy("id").select("id", "balance")
    expect(rows).toEqual([
      { id: "a", balance: "5" },
      { id: "late", balance: "-5" },
    ])
  })

  it.each<[string, string[]]>([
    [
      "an entry whose postings do not sum to zero",
      [entry("u1") + posting("u1", 1, "a", "5") + posting("u1", 2, "b", "-4")],
    ],
    [
      "one that is unbalanced in two transactions' worth of statements",
      ["BEGIN", entry("u2"), posting("u2", 1, "a", "5"), posting("u2", 2, "b", "-6"), "COMMIT"],
    ],
    [
      "one hidden behind a savepoint",
      [
        "BEGIN",
        "SAVEPOINT s",
        entry("u3"),
        posting("u3", 1, "a", "5"),
        "RELEASE s",
        posting("u3", 2, "b", "-1"),
        "COMMIT",
      ],
    ],
    [
      "one that sums to zero over two currencies only",
      [entry("u4") + posting("u4", 1, "a", "5") + posting("u4", 2, "usd", "-5", "usd")],
    ],
    [
      "one that mixes a balanced currency with an unbalanced one",
      [entry("u5", 3) + posting("u5", 1, "a", "5") + posting("u5", 2, "b", "-5") + posting("u5", 3, "usd", "1", "usd")],
    ],
    [
      "one written inside a DO block",
      [`DO $$ BEGIN ${entry("u6")} ${posting("u6", 1, "a", "5")} ${posting("u6", 2, "b", "-7")} END $$`],
    ],
    [
      "one written by one statement with WITH",
      [
        `WITH e AS (${entry("u7").replace(";", "")} RETURNING id) INSERT INTO ledger_posting SELECT id, n, 'a', 'inr', n FROM e, generate_series(1, 2) AS n`,
      ],
    ],
    [
      "one that runs the check early and continues after it",
      [
        "BEGIN",
        entry("u8"),
        posting("u8", 1, "a", "5"),
        posting("u8", 2, "b", "-5"),
        "SET CONSTRAINTS ALL IMMEDIATE",
        posting("u8", 3, "b", "1"),
        "COMMIT",
      ],
    ],
    [
      "one with fractions that Postgres rounds differently",
      [entry("u9", 3) + posting("u9", 1, "a", "0.5") + posting("u9", 2, "a", "0.5") + posting("u9", 3, "b", "-1")],
    ],
    [
      "one checked while a temporary table has the ledger's name",
      [
        "BEGIN",
        "CREATE TEMP TABLE ledger_posting (LIKE public.ledger_posting INCLUDING DEFAULTS)",
        "CREATE TEMP TABLE ledger_entry (LIKE public.ledger_entry INCLUDING DEFAULTS)",
        entry("u10").replace("ledger_entry", "public.ledger_entry"),
        posting("u10", 1, "a", "5").replace("ledger_posting", "public.ledger_posting"),
        posting("u10", 2, "b", "-4").replace("ledger_posting", "public.ledger_posting"),
        posting("u10", 1, "a", "5"),
        posting("u10", 2, "b", "-5"),
        entry("u10"),
        "COMMIT",
      ],
    ],
    [
      "one written under another search path",
      [
        "CREATE SCHEMA IF NOT EXISTS aside",
        "SET search_path = aside",
        entry("u11").replace("ledger_entry", "public.ledger_entry") +
          posting("u11", 1, "a", "5").replace("ledger_posting", "public.ledger_posting") +
          posting("u11", 2, "b", "-4").replace("ledger_posting", "public.ledger_posting"),
      ],
    ],
    [
      "one written with ledger_post",
      [
        `SELECT ledger_post('[{"n":1,"id":"x1","owner_type":"test","owner_id":"a","purpose":"test","currency_code":"inr"}]', '[{"id":"u12","key":"u12","input_hash":"h","kind":"k","source_type":"t","source_id":"s","description":"d","occurred_at":"2026-01-01","postings":[{"n":1,"amount":"5"},{"n":1,"amount":"-4"}]}]', now())`,
      ],
    ],
  ])("cannot write %s", async (_, texts) => {
    const { code, constraint } = await refusal(...texts)
    expect({ code, constraint }).toEqual({
      code: "23514",
      constraint: expect.stringMatching(/ledger_entry_(balanced|complete)/),
    })
    expect(await ledger.knex("ledger_entry").whereLike("id", "u%")).toEqual([])
  })

  it.each<[string, string]>([
    ["an entry without postings", entry("n1")],
    ["an entry with one posting only", entry("n2") + posting("n2", 1, "a", "5")],
    [
      "an entry with fewer postings than it declares",
      entry("n3", 3) + posting("n3", 1, "a", "5") + posting("n3", 2, "b", "-5"),
    ],
    ["an entry that says it has none", entry("n4", 0)],
    ["postings of nothing", entry("n5") + posting("n5", 1, "a", "0") + posting("n5", 2, "b", "0")],
    ["amounts that are no numbers", entry("n6") + posting("n6", 1, "a", "'NaN'") + posting("n6", 2, "b", "'NaN'")],
  ])("cannot write %s", async (_, text) => {
    expect((await refusal(text)).code).toBe("23514")
  })

  it("cannot add to a committed entry, not even postings that sum to zero", async () => {
    await ledger.psql(entry("closed") + posting("closed", 1, "a", "3") + posting("closed", 2, "b", "-3"))
    const { constraint } = await refusal(posting("closed", 3, "a", "4") + posting("closed", 4, "b", "-4"))
    expect(constraint).toBe("ledger_entry_complete")
  })

  it("cannot post without an entry, to no account, or in another currency than the account's", async () => {
    expect((await refusal(posting("nothing", 1, "a", "3") + posting("nothing", 2, "b", "-3"))).code).toBe("23503")
    const both = (to: string, currency: string) =>
      entry("f1") + posting("f1", 1, "a", "3", currency) + posting("f1", 2, to, "-3", currency)
    expect((await refusal(both("nobody", "inr"))).constraint).toBe("ledger_posting_account")
    expect((await refusal(both("b", "usd"))).constraint).toBe("ledger_posting_account")
  })

  it.each(
    ["ledger_entry", "ledger_posting"].flatMap((table) => [
      [`UPDATE ${table} SET ${table === "ledger_entry" ? "description = 'Other'" : "amount = amount * 2"}`],
      [`DELETE FROM ${table}`],
      [`TRUNCATE ${table} CASCADE`],
      [`MERGE INTO ${table} USING (SELECT 1) AS one ON true WHEN MATCHED THEN DELETE`],
    ])
  )("cannot change what is written: %s", async (text) => {
    expect(await refusal(text)).toMatchObject({ code: "23001", constraint: "ledger_append_only" })
    expect(await refusal("BEGIN", "SAVEPOINT s", text)).toMatchObject({ code: "23001" })
  })

  it("cannot overwrite an entry with ON CONFLICT on its key", async () => {
    await ledger.psql(entry("kept") + posting("kept", 1, "a", "3") + posting("kept", 2, "b", "-3"))
    const again = entry("kept").replace(");", ") ON CONFLICT (key) DO UPDATE SET description = 'Other';")
    expect((await refusal(again)).code).toBe("23001")
    expect((await refusal(entry("kept2").replace("'kept2', 'kept2'", "'kept2', 'kept'"))).constraint).toBe(
      "ledger_entry_key_unique"
    )
  })

  it.each([
    ["UPDATE ledger_account SET balance = 1000000 WHERE id = 'a'"],
    ["UPDATE ledger_account SET balance = balance WHERE id = 'a'"],
    ["UPDATE ledger_account SET guarded = false WHERE id = 'g'"],
    ["UPDATE ledger_account SET currency_code = 'usd' WHERE id = 'a'"],
    [account("rich", { balance: "1000" })],
    [account("nan", { balance: "'NaN'" })],
    ["DELETE FROM ledger_account WHERE id = 'g'"],
    ["TRUNCATE ledger_account CASCADE"],
  ])("cannot make or change a balance without postings: %s", async (text) => {
    expect((await refusal(text)).code).toMatch(/^23/)
  })

  it("cannot take a guarded account below zero, not even with a balanced entry", async () => {
    await ledger.post(transfer(EXPENSE, walletOf("w"), 10n))
    const { id } = await ledger.knex("ledger_account").where({ owner_id: "w" }).first<{ id: string }>("id")
    const take = entry("t1") + posting("t1", 1, id, "-11") + posting("t1", 2, "a", "11")
    expect(await refusal(take)).toMatchObject({ code: "23514", constraint: "ledger_account_guard_check" })
    expect(await refusal("BEGIN", "SET CONSTRAINTS ALL DEFERRED", take, "COMMIT")).toMatchObject({ code: "23514" })
  })

  it("leaves nothing behind when one of several entries of a transaction is unbalanced", async () => {
    const before = await ledger.balance(pendingOf("all"))
    const { code } = await refusal(
      "BEGIN",
      entry("m1") + posting("m1", 1, "a", "3") + posting("m1", 2, "b", "-3"),
      entry("m2") + posting("m2", 1, "a", "3") + posting("m2", 2, "b", "-2"),
      "COMMIT"
    )
    expect(code).toBe("23514")
    expect(await ledger.knex("ledger_entry").whereIn("id", ["m1", "m2"])).toEqual([])
    expect(await ledger.balance(pendingOf("all"))).toBe(before)
  })
})

import { cacheableAnswer } from "@atrium/server"

import { createCatalogueMemory } from "./catalogue-memory"
import type { CatalogueStamps } from "./core/catalogue-stamps"

const someMemory = () => {
  const database: { stamps: CatalogueStamps; reads: number; fails: boolean; failures: unknown[] } = {
    stamps: { keys: "1", places: "1", everywhere: "1", products: "1" },
    reads: 0,
    fails: false,
    failures: [],
  }
  let time = 0
  const memory = createCatalogueMemory({
    readStamps: () => {
      database.reads += 1
      return database.fails ? Promise.reject(new Error("away")) : Promise.resolve(database.stamps)
    },
    now: () => time,
    useForMs: 3000,
    checkAfterMs: 1000,
    patienceMs: 20,
    onFailure: (failure) => database.failures.push(failure),
  })
  return { memory, database, pass: (milliseconds: number) => (time += milliseconds) }
}

const change = (stamps: CatalogueStamps, part: keyof CatalogueStamps): CatalogueStamps => ({
  ...stamps,
  [part]: `${stamps[part]}+`,
})

describe("the catalog's memory", () => {
  it("loads what is missing of several keys at once, and keeps no key without a value", async () => {
    const { memory } = someMemory()
    const loads: (readonly string[])[] = []
    const tiers = async (...keys: string[]) => {
      await memory.freshen()
      return memory.keepEach("catalogue", keys, () => {
        loads.push(keys)
        return Promise.resolve(new Map(keys.filter((key) => key !== "gone").map((key) => [key, key.toUpperCase()])))
      })
    }
    expect(Object.fromEntries(await tiers("a", "b", "a", "gone"))).toEqual({ a: "A", b: "B" })
    expect(Object.fromEntries(await tiers("b", "c"))).toEqual({ b: "B", c: "C" })
    expect(loads).toEqual([
      ["a", "b", "a", "gone"],
      ["b", "c"],
    ])
    expect(Object.fromEntries(await tiers("a", "c"))).toEqual({ a: "A", c: "C" })
    expect(loads).toHaveLength(2)
    expect(memory.kept("catalogue", "gone")).toBeUndefined()
    await tiers("gone")
    expect(loads).toHaveLength(3)
  })

  it("keeps nothing when loading several keys fails", async () => {
    const { memory } = someMemory()
    await memory.freshen()
    const away = () => Promise.reject(new Error("away"))
    await expect(memory.keepEach("catalogue", ["a", "b"], away)).rejects.toThrow("away")
    expect(await memory.keepEach("catalogue", ["a"], () => Promise.resolve(new Map([["a", 1]])))).toEqual(
      new Map([["a", 1]])
    )
  })

  it("keeps a value until one of its tables changes", async () => {
    const { memory, database, pass } = someMemory()
    let loads = 0
    const read = async () => {
      await memory.freshen()
      return memory.keep("catalogue", "inr", () => Promise.resolve((loads += 1)))
    }
    expect(await read()).toBe(1)
    for (const part of ["keys", "places"] as const) {
      database.stamps = change(database.stamps, part)
      pass(3000)
      expect(await read()).toBe(1)
    }
    for (const part of ["everywhere", "products"] as const) {
      database.stamps = change(database.stamps, part)
      pass(3000)
      await read()
    }
    expect(loads).toBe(3)
  })

  it("returns nothing without waiting that was not checked in the last seconds", async () => {
    const { memory, pass } = someMemory()
    await memory.freshen()
    await memory.keep("places", "all", () => Promise.resolve("here"))
    memory.keepAnswer("list", cacheableAnswer({}), memory.state())
    expect([memory.mayBeUsed(), memory.kept("places", "all")]).toEqual([true, "here"])
    expect(memory.answer("list")).toBeDefined()
    pass(3000)
    expect([memory.mayBeUsed(), memory.kept("places", "all"), memory.answer("list")]).toEqual([
      false,
      undefined,
      undefined,
    ])
  })

  it("is checked again in the background before it expires, once at a time", async () => {
    const { memory, database, pass } = someMemory()
    await memory.freshen()
    pass(1001)
    expect([memory.mayBeUsed(), memory.mayBeUsed(), database.reads]).toEqual([true, true, 2])
    await new Promise(setImmediate)
    pass(2500)
    expect(memory.mayBeUsed()).toBe(true)
  })

  it("is not used after an announcement until a check that began later", async () => {
    const { memory, database } = someMemory()
    await memory.freshen()
    memory.forget()
    const early = memory.freshen()
    // Announced while that check runs: it may have read the rows before the change.
    memory.forget()
    await early
    expect(memory.mayBeUsed()).toBe(false)
    await memory.freshen()
    expect([memory.mayBeUsed(), database.reads]).toEqual([true, 3])
  })

  it("drops every response when anything changed, and keeps none that was built before", async () => {
    const { memory, database, pass } = someMemory()
    await memory.freshen()
    const before = memory.state()
    memory.keepAnswer("list", cacheableAnswer({ price: 1 }), before)
    database.stamps = change(database.stamps, "keys")
    pass(3000)
    await memory.freshen()
    memory.keepAnswer("late", cacheableAnswer({ price: 1 }), before)
    expect([memory.answer("list"), memory.answer("late")]).toEqual([undefined, undefined])
  })

  it("shares one load, caches no failure, and passes the last value to the next load", async () => {
    const { memory, database, pass } = someMemory()
    await memory.freshen()
    const failing = memory.keep("catalogue", "inr", () => Promise.reject(new Error("no")))
    await expect(failing).rejects.toThrow("no")
    let loads = 0
    const load = (previous: number[] = []) => {
      loads += 1
      return Promise.resolve([...previous, loads])
    }
    const both = await Promise.all([memory.keep("catalogue", "inr", load), memory.keep("catalogue", "inr", load)])
    expect(both).toEqual([[1], [1]])
    database.stamps = change(database.stamps, "products")
    pass(3000)
    await memory.freshen()
    expect(memory.kept("catalogue", "inr")).toBeUndefined()
    expect(await memory.keep("catalogue", "inr", load)).toEqual([1, 2])
  })

  it("returns the old value while the new one takes long, for as long as an unchecked one may be used", async () => {
    const { memory, database, pass } = someMemory()
    const finish: ((price: number) => void)[] = []
    const read = async () => {
      await memory.freshen()
      return memory.keepOrOld("catalogue", "inr", () => new Promise<number>((resolve) => finish.push(resolve)))
    }
    const first = read()
    await new Promise(setImmediate)
    finish.shift()?.(1)
    expect(await first).toEqual({ value: 1, isOld: false })
    pass(1001)
    // The last check that finds the old value current.
    memory.mayBeUsed()
    await new Promise(setImmediate)
    database.stamps = change(database.stamps, "everywhere")
    memory.forget()
    pass(900)
    expect(await read()).toEqual({ value: 1, isOld: true })
    // Changed again while it is loaded.
    database.stamps = change(database.stamps, "everywhere")
    memory.forget()
    pass(2000)
    expect(await read()).toEqual({ value: 1, isOld: true })
    pass(100)
    const late = read()
    await new Promise((resolve) => setTimeout(resolve, 30))
    finish.forEach((done, at) => done(at + 2))
    expect(await late).toEqual({ value: 3, isOld: false })
    expect([await read(), finish.length]).toEqual([{ value: 3, isOld: false }, 2])
  })

  it("returns a new value at once that takes less than a reader's patience", async () => {
    const { memory, database } = someMemory()
    const read = async (value: number) => {
      await memory.freshen()
      return memory.keepOrOld("catalogue", "inr", () => Promise.resolve(value))
    }
    await read(1)
    database.stamps = change(database.stamps, "products")
    memory.forget()
    expect(await read(2)).toEqual({ value: 2, isOld: false })
  })

  it("returns the old value when loading the new one fails, and reports that", async () => {
    const { memory, database } = someMemory()
    await memory.freshen()
    await memory.keepOrOld("catalogue", "inr", () => Promise.resolve(1))
    database.stamps = change(database.stamps, "products")
    memory.forget()
    await memory.freshen()
    const failing = memory.keepOrOld("catalogue", "inr", () => Promise.reject(new Error("away")))
    expect(await failing).toEqual({ value: 1, isOld: true })
    await new Promise(setImmediate)
    expect(database.failures).toEqual([new Error("away")])
  })

  it("is not used while the database is unavailable, and reports failed checks", async () => {
    const { memory, database, pass } = someMemory()
    await memory.freshen()
    database.fails = true
    pass(1500)
    expect(memory.mayBeUsed()).toBe(true)
    await new Promise(setImmediate)
    pass(1500)
    expect(memory.mayBeUsed()).toBe(false)
    expect(database.failures).toEqual([new Error("away")])
    await expect(memory.freshen()).rejects.toThrow("away")
  })
})

import { readFileSync } from "node:fs"
import path from "node:path"

import { stopForwarding } from "@/features/analytics/stop-forwarding"
import { continueVisit } from "@/lib/visit"

import { POST } from "./route"

type Options = { httpOnly?: boolean; maxAge?: number }
const jar = new Map<string, { value: string; options?: Options }>()
jest.mock("next/headers", () => ({
  cookies: () =>
    Promise.resolve({
      get: (name: string) => jar.get(name),
      set: (name: string, value: string, options: Options) => jar.set(name, { value, options }),
      delete: (name: string) => jar.delete(name),
    }),
  headers: () => Promise.resolve(new Headers()),
}))

const { JSDOM } = jest.requireActual<{
  JSDOM: new (html: string, options: object) => { readonly window: Window & typeof globalThis }
}>("jsdom")
const SCRIPT = readFileSync(path.join(__dirname, "../../../../public/shop.js"), "utf8")

/** Opens a page as this browser does, with the cookies that scripts may read, and answers what it sends. */
const openPage = async (): Promise<string[]> => {
  const { window } = new JSDOM("<!doctype html><body></body>", {
    url: "http://shop.test/services",
    runScripts: "outside-only",
  })
  for (const [name, { value, options }] of jar) if (!options?.httpOnly) window.document.cookie = `${name}=${value}`
  const beacons: string[] = []
  window.navigator.sendBeacon = (url) => beacons.push(String(url)) > 0
  window.eval(SCRIPT)
  for (const beacon of beacons) if (beacon === "/api/analytics-withdrawals") expect((await POST()).status).toBe(204)
  return beacons
}

const BEACON = "/api/analytics-withdrawals"
const choose = (answer: string) => jar.set("atrium_consent", { value: `${answer}.2.1795939200` })
const withdrawn: string[] = []
/** The visits whose withdrawal the backend does not take; all of them when it is down. */
let refused: readonly string[] | "all" = []

beforeEach(() => {
  process.env.ATRIUM_PUBLISHABLE_KEY = "pk_test"
  jar.clear()
  withdrawn.length = 0
  refused = []
  jest.spyOn(globalThis, "fetch").mockImplementation((url) => {
    const [, id = ""] = /analytics-visits\/([^/]+)\/withdraw/.exec(url instanceof Request ? url.url : String(url)) ?? []
    if (refused === "all" || refused.includes(id)) return Promise.reject(new TypeError("fetch failed"))
    withdrawn.push(id)
    return Promise.resolve(Response.json({ withdrawn: true }))
  })
})
afterEach(() => jest.restoreAllMocks())

/** A visit that the visitor withdraws. */
const withdrawVisit = async (): Promise<string> => {
  choose("yes")
  const visit = await continueVisit()
  choose("no")
  await stopForwarding()
  return visit
}

describe("the withdrawal of a visit", () => {
  it("that the backend could not take is repeated with each page until it was taken, and no longer", async () => {
    refused = "all"
    const visit = await withdrawVisit()
    expect(await openPage()).toEqual([BEACON])
    expect(await openPage()).toEqual([BEACON])
    expect(withdrawn).toEqual([])
    refused = []
    expect(await openPage()).toEqual([BEACON])
    expect(withdrawn).toEqual([visit])
    expect(await openPage()).toEqual([])
    expect([...jar.keys()]).toEqual(["atrium_consent"])
  })

  it("that was taken at once is not repeated", async () => {
    const visit = await withdrawVisit()
    expect(withdrawn).toEqual([visit])
    expect(await openPage()).toEqual([])
  })

  it("is kept for longer than the visit, out of the reach of scripts", async () => {
    refused = "all"
    const visit = await withdrawVisit()
    const year = { maxAge: 31_536_000, sameSite: "lax", path: "/" }
    expect(jar.get("atrium_withdrawn")).toMatchObject({ value: visit, options: { ...year, httpOnly: true } })
    expect(jar.get("atrium_withdrawing")).toMatchObject({ value: "1", options: year })
    expect(jar.has("atrium_visit")).toBe(false)
  })

  it("is repeated when the visitor allows analytics again, whose new visit goes on", async () => {
    refused = "all"
    const first = await withdrawVisit()
    choose("yes")
    const second = await continueVisit()
    expect(second).not.toBe(first)
    refused = []
    expect(await openPage()).toEqual([BEACON])
    expect([withdrawn, jar.get("atrium_visit")?.value]).toEqual([[first], second])
  })

  it("is repeated for those of several visits that are still to be taken", async () => {
    refused = "all"
    const [first, second] = [await withdrawVisit(), await withdrawVisit()]
    refused = [first]
    await openPage()
    expect(withdrawn).toEqual([second])
    refused = []
    await openPage()
    expect([withdrawn, await openPage()]).toEqual([[second, first], []])
  })

  it("is only of visits: nothing else in the cookie reaches the backend", async () => {
    jar.set("atrium_withdrawn", { value: "../carts/cart_1.zoe@example.com" })
    expect((await POST()).status).toBe(204)
    expect(globalThis.fetch).not.toHaveBeenCalled()
  })
})

import { metricsText } from "@/lib/metrics"

import { createStaticPage } from "./static-page"
import { FRESH_MS, createPageCache, type SharedCache, MAX_AGE_MS } from "./page-cache"

/** A cache with a controllable clock; `state.renders` counts the renders. */
const shop = (shared?: SharedCache) => {
  const state = { now: 0, renders: 0, text: "first" }
  const cache = createPageCache(() => state.now, shared)
  const render = async () => {
    state.renders += 1
    return Promise.resolve(createStaticPage(state.text))
  }
  const find = async (key = "/") => (await cache.get(key, render))?.html
  return { state, cache, render, find }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

describe("the page cache", () => {
  it("renders a page once for concurrent requests, and separately for each key", async () => {
    const { state, find } = shop()
    await Promise.all(Array.from({ length: 50 }, () => find()))
    expect(state.renders).toBe(1)
    await find("/services/a")
    expect(state.renders).toBe(2)
  })

  it("serves a page up to its maximum age while it renders it again, and never an older one", async () => {
    const { state, find } = shop()
    await find()
    state.text = "second"
    state.now = FRESH_MS
    expect(await find()).toBe("first")
    expect(state.renders).toBe(1)
    state.now = MAX_AGE_MS
    expect(await find()).toBe("first")
    await settled()
    expect(await find()).toBe("second")
    state.text = "third"
    state.now += MAX_AGE_MS + 1
    expect(await find()).toBe("third")
  })

  it("offers a page without rendering while it is fresh or already being rendered", async () => {
    const { state, cache, find } = shop()
    expect(cache.peek("/")).toBeUndefined()
    await find()
    state.now = FRESH_MS
    expect(cache.peek("/")?.html).toBe("first")
    state.now = FRESH_MS + 1
    expect(cache.peek("/")).toBeUndefined()
    state.text = "second"
    await find()
    expect(cache.peek("/")?.html).toBe("first")
    await settled()
    expect(cache.peek("/")?.html).toBe("second")
    state.now += MAX_AGE_MS + 1
    expect(cache.peek("/")).toBeUndefined()
  })

  it("is cleared immediately, and does not store pages whose render started before", async () => {
    const { state, cache, find } = shop()
    let finish = () => {}
    const slow = cache.get("/", async () => {
      await new Promise<void>((resolve) => (finish = resolve))
      return createStaticPage("before the change")
    })
    cache.clear()
    state.text = "after the change"
    expect(await find()).toBe("after the change")
    finish()
    expect((await slow)?.html).toBe("before the change")
    expect(await find()).toBe("after the change")
    cache.clear()
    state.text = "last"
    expect(await find()).toBe("last")
  })

  it("stores neither failures nor missing pages", async () => {
    const { cache, find } = shop()
    await expect(cache.get("/", () => Promise.reject(new Error("away")))).rejects.toThrow("away")
    expect(await cache.get("/", () => Promise.resolve(undefined))).toBeUndefined()
    expect(await find()).toBe("first")
  })

  it("is limited in size", async () => {
    const { state, cache } = shop()
    const big = "x".repeat(10 * 1024 * 1024)
    const render = () => {
      state.renders += 1
      return Promise.resolve(createStaticPage(big))
    }
    for (let page = 0; page < 8; page += 1) await cache.get(`/${page}`, render)
    expect(state.renders).toBe(8)
    await cache.get("/7", render)
    expect(state.renders).toBe(8)
    await cache.get("/0", render)
    expect(state.renders).toBe(9)
  })

  it("takes pages that another storefront rendered, with their age", async () => {
    const store = new Map<string, { html: string; ageMs: number }>()
    const shared: SharedCache = {
      get: (key) => Promise.resolve(store.get(key)),
      set: (key, html, ageMs) => Promise.resolve(void store.set(key, { html, ageMs })),
      clear: () => Promise.resolve(store.clear()),
      close: () => undefined,
    }
    const one = shop(shared)
    const other = shop(shared)
    await one.find()
    other.state.text = "renders twice"
    expect(await other.find()).toBe("first")
    expect(other.state.renders).toBe(0)
    store.set("/", { html: "first", ageMs: FRESH_MS + 1 })
    other.state.now = MAX_AGE_MS + 1
    expect(await other.find()).toBe("renders twice")
  })

  it("works without the shared cache if that fails, and counts the failures", async () => {
    const away = () => Promise.reject(new Error("Redis is away"))
    const { state, find } = shop({ get: away, set: away, clear: away, close: () => undefined })
    expect(await find()).toBe("first")
    expect(state.renders).toBe(1)
    await settled()
    expect(metricsText()).toContain('atrium_errors_total{category="page_cache_redis"} 2')
  })

  it("counts a page that could not be rendered again in the background", async () => {
    const { state, cache, find } = shop()
    await find()
    state.now = FRESH_MS + 1
    expect((await cache.get("/", () => Promise.reject(new Error("away"))))?.html).toBe("first")
    await settled()
    expect(metricsText()).toContain('atrium_errors_total{category="page_not_rendered"} 1')
  })
})

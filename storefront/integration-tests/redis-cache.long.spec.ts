import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import { type RedisServer, startRedis } from "@atrium/test-kit"

import { createPageCache, MAX_AGE_MS, type SharedCache } from "../src/lib/page-cache/page-cache"
import { connectRedisCache } from "../src/lib/page-cache/redis-cache"
import { createStaticPage } from "../src/lib/page-cache/static-page"

const build = mkdtempSync(path.join(tmpdir(), "atrium-pages-"))
let redis: RedisServer
const connected: SharedCache[] = []

/** A storefront's cache, and the number of times that it rendered a page. */
const storefront = () => {
  const state = { renders: 0, text: "first", cleared: 0 }
  const shared = connectRedisCache(redis.url, path.relative(process.cwd(), build), () => {
    state.cleared += 1
    cache.clear()
  })
  connected.push(shared)
  const cache = createPageCache(() => performance.now(), shared)
  const get = async () =>
    (
      await cache.get("/", () => {
        state.renders += 1
        return Promise.resolve(createStaticPage(state.text))
      })
    )?.html
  return { state, shared, cache, get }
}

const eventually = async (check: () => void | Promise<void>): Promise<void> => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await check()
    } catch (error) {
      if (attempt === 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

beforeAll(async () => {
  writeFileSync(path.join(build, "BUILD_ID"), "build-1")
  redis = await startRedis()
})
afterEach(() => connected.splice(0).forEach((shared) => shared.close()))
afterAll(async () => {
  await redis.stop()
  rmSync(build, { recursive: true })
})

describe("the Redis cache of several storefronts", () => {
  it("shares a page until its maximum age", async () => {
    const [one, other] = [storefront(), storefront()]
    await eventually(async () => {
      await one.shared.set("ready", "", 0)
      await other.shared.get("ready")
    })
    expect(await one.get()).toBe("first")
    await eventually(async () => expect((await other.shared.get("/"))?.html).toBe("first"))
    expect(await other.get()).toBe("first")
    expect(other.state.renders).toBe(0)
    expect((await other.shared.get("/"))?.ageMs).toBeLessThanOrEqual(MAX_AGE_MS)
    await new Promise((resolve) => setTimeout(resolve, MAX_AGE_MS))
    expect(await other.shared.get("/")).toBeUndefined()
  })

  it("is cleared for every storefront, also for one that connects later", async () => {
    const [one, other] = [storefront(), storefront()]
    await eventually(() => one.shared.set("/", "old", 0))
    await eventually(async () => expect((await other.shared.get("/"))?.html).toBe("old"))
    // The first message may be sent before the other storefront listens.
    await eventually(async () => {
      await one.shared.clear()
      expect(other.state.cleared).toBeGreaterThan(0)
    })
    expect(await other.shared.get("/")).toBeUndefined()
    await one.shared.set("/", "new", 0)
    const late = storefront()
    await eventually(async () => expect((await late.shared.get("/"))?.html).toBe("new"))
  })

  it("fails fast when Redis doesn't respond, and the storefront continues without it", async () => {
    const own = await startRedis()
    const shared = connectRedisCache(own.url, path.relative(process.cwd(), build), () => undefined)
    connected.push(shared)
    await eventually(() => shared.set("/", "page", 0))
    await own.stop()
    await eventually(() => expect(shared.get("/")).rejects.toThrow())
    const cache = createPageCache(() => performance.now(), shared)
    const started = performance.now()
    expect((await cache.get("/", () => Promise.resolve(createStaticPage("alone"))))?.html).toBe("alone")
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})

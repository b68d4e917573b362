import { cacheableAnswer, receiveAnnouncement } from "@atrium/server"

import { clearShopMemory, rememberedAnswer } from "./shop-memory"

describe("remembered responses", () => {
  beforeEach(clearShopMemory)
  let builds = 0
  let time = 0
  const ask = (key = "shop", found = true) =>
    rememberedAnswer(
      key,
      () => Promise.resolve((builds += 1) && found ? cacheableAnswer({ builds }) : null),
      () => time
    )

  it("are built once per second and key, and again after a change in any process", async () => {
    builds = 0
    await Promise.all([ask(), ask(), ask()])
    expect(builds).toBe(1)
    await ask("page:terms")
    expect(builds).toBe(2)
    time += 1_000
    await ask()
    expect(builds).toBe(3)
    clearShopMemory()
    await ask()
    expect(builds).toBe(4)
    receiveAnnouncement("shop-settings.changed", "")
    await ask()
    expect(builds).toBe(5)
  })

  it("are not kept for what doesn't exist or failed to load", async () => {
    builds = 0
    expect(await ask("page:none", false)).toBeNull()
    await ask("page:none", false)
    expect(builds).toBe(2)
    await expect(rememberedAnswer("x", () => Promise.reject(new Error("away")))).rejects.toThrow("away")
    expect(await rememberedAnswer("x", () => Promise.resolve(cacheableAnswer(1)))).not.toBeNull()
  })
})

import { isAtriumError } from "@atrium/kernel"
import { asValue } from "@medusajs/framework/awilix"
import { createMedusaContainer, Modules } from "@medusajs/framework/utils"
import { InMemoryLockingProvider } from "@medusajs/locking/dist/providers/in-memory"

import { ORDER_MONEY_WAIT_SECONDS, withOrderMoneyLock } from "./lock-order-money"

const containerWithLocks = () => {
  const container = createMedusaContainer()
  container.register(Modules.LOCKING, asValue(new InMemoryLockingProvider()))
  return container
}

const never = () => new Promise<never>(() => undefined)
const codeOf = (error: unknown) => (isAtriumError(error) ? error.code : error)

describe("what moves an order's money", () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  it("waits for what is in progress on the same order, and for no other order", async () => {
    const container = containerWithLocks()
    const done: string[] = []
    const first = withOrderMoneyLock(container, "order_1", async () => {
      await new Promise((resolve) => setTimeout(resolve, 5_000))
      done.push("first")
    })
    const second = withOrderMoneyLock(container, "order_1", async () => void done.push("second"))
    await withOrderMoneyLock(container, "order_2", async () => void done.push("another order"))
    await jest.advanceTimersByTimeAsync(5_000)
    await Promise.all([first, second])
    expect(done).toEqual(["another order", "first", "second"])
  })

  it("is refused with order_busy, before it begins, when the wait is too long", async () => {
    const container = containerWithLocks()
    void withOrderMoneyLock(container, "order_1", never)
    const job = jest.fn(async () => undefined)
    const refused = withOrderMoneyLock(container, "order_1", job).catch(codeOf)
    await jest.advanceTimersByTimeAsync(ORDER_MONEY_WAIT_SECONDS * 1_000)
    expect(await refused).toBe("order_busy")
    expect(job).not.toHaveBeenCalled()
  })

  it("keeps what the job itself throws", async () => {
    const lost = new Error("Timed-out acquiring lock.")
    await expect(withOrderMoneyLock(containerWithLocks(), "order_1", () => Promise.reject(lost))).rejects.toBe(lost)
  })
})

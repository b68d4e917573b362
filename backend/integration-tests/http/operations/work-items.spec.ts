import { withShop } from "@atrium/test-kit"
import {
  defineWork,
  WorkItemAnswer,
  WorkItemGroupListAnswer,
  WorkItemListAnswer,
  workOf,
} from "@atrium/work-queue/contracts"
import { enqueueWork } from "@atrium/work-queue/tx"
import { WorkFailure, workHandler, workHandlers } from "@atrium/work-queue/extension-points"
import { z } from "zod"

const CALL_BACK = defineWork({
  kind: "test.call-back",
  version: 1,
  payload: z.strictObject({ name: z.string() }),
  maxAttempts: 1,
  backoffSeconds: 1,
})
let reachable = false
workHandlers.add(
  "test",
  workHandler(CALL_BACK, async ({ name }) => {
    if (!reachable) throw new WorkFailure(`${name.toLowerCase()}@example.com cannot be reached`, { permanent: true })
  })
)

withShop((shop) => {
  const { api, knex } = shop
  const promise = async (key: string) => {
    await enqueueWork(knex(), [workOf(CALL_BACK, { key, payload: { name: "Ravi" } })])
  }
  const find = async (key: string) => {
    const answer = await api.admin.get(`/admin/work-items?kind=test.call-back&q=${key}`)
    const item = WorkItemListAnswer.parse(answer.body).work_items[0]
    if (!item) throw new Error(`No item ${key}`)
    return item
  }

  describe("the Operations routes", () => {
    it("show a failed item with its reason, without payload and personal data, and Retry completes it", async () => {
      await promise("first")
      await shop.drainWork()
      const dead = await find("first")
      expect(dead).toMatchObject({ status: "dead", attempts: 1, last_error: "[email] cannot be reached" })
      expect(JSON.stringify(dead)).not.toContain("Ravi")

      reachable = true
      const retried = await api.admin.post(`/admin/work-items/${dead.id}/retry`, {})
      expect(retried.status).toBe(200)
      expect(WorkItemAnswer.parse(retried.body).work_item).toMatchObject({ status: "due", attempts: 0 })
      await shop.drainWork()
      const one = await api.admin.get(`/admin/work-items/${dead.id}`)
      expect(WorkItemAnswer.parse(one.body).work_item).toMatchObject({ status: "done", last_error: null })
    })

    it("answer 409 invalid_transition when an item is done, and 404 when there is none", async () => {
      reachable = true
      await promise("second")
      await shop.drainWork()
      const done = await find("second")
      for (const verb of ["retry", "cancel"]) {
        const refused = await api.admin.post(`/admin/work-items/${done.id}/${verb}`, {})
        expect(refused.status).toBe(409)
        expect(refused.body).toMatchObject({ code: "invalid_transition", details: { status: "This item is done" } })
        expect((await api.admin.post(`/admin/work-items/work_nothing/${verb}`, {})).status).toBe(404)
      }
      expect((await api.admin.get("/admin/work-items/work_nothing")).status).toBe(404)
    })

    it("cancel scheduled work, which then never runs", async () => {
      await promise("third")
      const { id } = await find("third")
      const cancelled = await api.admin.post(`/admin/work-items/${id}/cancel`, {})
      expect(WorkItemAnswer.parse(cancelled.body).work_item.status).toBe("cancelled")
      await shop.drainWork()
      expect(await find("third")).toMatchObject({ status: "cancelled", attempts: 0 })
    })

    it("group failed work by kind and reason, retry a group at once, and show planned work as scheduled", async () => {
      reachable = false
      await Promise.all(["group-a", "group-b"].map(promise))
      await enqueueWork(knex(), [
        workOf(CALL_BACK, {
          key: "next-month",
          payload: { name: "Ravi" },
          runAt: new Date(Date.now() + 2_592_000_000),
        }),
      ])
      await shop.drainWork()
      expect(await find("next-month")).toMatchObject({ status: "scheduled" })
      const planned = await api.admin.get("/admin/work-items?kind=test.call-back&status=due")
      expect(WorkItemListAnswer.parse(planned.body).count).toBe(0)
      const later = await api.admin.get("/admin/work-items?kind=test.call-back&status[]=scheduled&status[]=running")
      expect(WorkItemListAnswer.parse(later.body)).toMatchObject({ count: 1, work_items: [{ status: "scheduled" }] })

      const list = async (page = "") =>
        WorkItemGroupListAnswer.parse((await api.admin.get(`/admin/work-item-groups?q=test.call-back${page}`)).body)
      const { work_item_groups: groups, count } = await list()
      expect(count).toBe(1)
      expect(groups).toMatchObject([{ status: "dead", reason: "[email] cannot be reached", count: 2, waits_for: null }])
      expect(await list("&offset=5")).toMatchObject({ work_item_groups: [], count: 1 })
      reachable = true
      const group = { status: "dead", kind: "test.call-back", reason: "[email] cannot be reached" }
      const retried = await api.admin.post("/admin/work-item-groups/retry", group)
      expect(retried).toMatchObject({ status: 200, body: { retried: 2 } })
      await shop.drainWork()
      expect((await list()).count).toBe(0)
      const wrong = await api.admin.post("/admin/work-item-groups/retry", { ...group, status: "done", all: true })
      expect(wrong).toMatchObject({ status: 400 })
      expect(Object.keys(Object(wrong.body).details).sort()).toEqual(["all", "status"])
    })

    it("filter, sort and page", async () => {
      await Promise.all(["page-a", "page-b", "page-c"].map(promise))
      const read = async (query: string) =>
        WorkItemListAnswer.parse((await api.admin.get(`/admin/work-items?kind=test.call-back&q=page-&${query}`)).body)
      const first = await read("status[]=due&status[]=dead&order=created_at&limit=2")
      expect(first).toMatchObject({ count: 3, limit: 2, offset: 0 })
      expect(first.summary.due).toBeGreaterThanOrEqual(3)
      const second = await read("status[]=due&order=created_at&limit=2&offset=2")
      const seen = [...first.work_items, ...second.work_items].map(({ key }) => key)
      expect(new Set(seen).size).toBe(3)
      expect((await read("status=done")).count).toBe(0)
      const wrong = await api.admin.get("/admin/work-items?order=payload&status=lost&limit=0&colour=red")
      expect(wrong.status).toBe(400)
      expect(Object.keys(Object(wrong.body).details).sort()).toEqual(["colour", "limit", "order", "status.0"])
    })
  })
})

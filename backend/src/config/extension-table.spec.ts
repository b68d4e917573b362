import { describeExtensions } from "./extension-table"

describe("the extension table in the log", () => {
  it("has one line for each point, with the owner of every entry and what it replaces", () => {
    const row = { point: "payments.gateways", order: 100, replaces: null }
    expect(
      describeExtensions([
        { ...row, key: "sandbox", owner: "payments" },
        { ...row, key: "stripe", owner: "acme", replaces: "payments" },
        { ...row, point: "work-queue.handlers", key: "send", owner: "notifications" },
      ])
    ).toEqual([
      "Extension point payments.gateways: sandbox (payments), stripe (acme, replaces payments)",
      "Extension point work-queue.handlers: send (notifications)",
    ])
  })
})

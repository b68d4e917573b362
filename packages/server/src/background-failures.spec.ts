import { connectAnnouncements, receiveAnnouncement } from "./announcements"
import { recentFailures, reportBackgroundFailure } from "./background-failures"
import { createLogger } from "./logger"
import { metrics } from "./metrics"

describe("failures in the background", () => {
  afterEach(() => {
    connectAnnouncements(undefined)
    jest.restoreAllMocks()
  })

  it("are counted, logged with their cause and announced, and shown for an hour by every process", async () => {
    const lines: string[] = []
    const sent: string[][] = []
    connectAnnouncements((topic, message) => sent.push([topic, message]))
    let now = 0
    jest.spyOn(performance, "now").mockImplementation(() => now)
    const logger = createLogger("warn", { write: (line) => lines.push(line) })
    reportBackgroundFailure(logger, "storefront_not_notified", new Error("connection refused"))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain("storefront_not_notified: connection refused")
    const { values } = await metrics().errors.get()
    expect(values).toContainEqual({ labels: { category: "storefront_not_notified" }, value: 1 })

    now = 30 * 60 * 1000
    // From another process.
    for (const [topic = "", message = ""] of sent) receiveAnnouncement(topic, message)
    expect([recentFailures("storefront_not_notified"), recentFailures("catalog_not_checked")]).toEqual([2, 0])
    now = 60 * 60 * 1000
    expect(recentFailures("storefront_not_notified")).toBe(1)
    now = 90 * 60 * 1000
    expect(recentFailures("storefront_not_notified")).toBe(0)
  })
})

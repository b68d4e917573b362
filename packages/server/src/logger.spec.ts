import fc from "fast-check"

import { createLogger, redact } from "./logger"
import { runInContext } from "./request-context"

const lines = () => {
  const written: string[] = []
  return {
    sink: { write: (line: string) => void written.push(line) },
    read: () => written.map((line) => JSON.parse(line) as Record<string, unknown>),
  }
}

describe("the log", () => {
  it("logs time, request id, user context and stack with every error [P37 R11.5]", () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 80 }),
        fc.constantFrom("customer", "staff", "guest"),
        fc.uuid(),
        (message, actorType, id) => {
          const { sink, read } = lines()
          const logger = createLogger("info", sink)
          runInContext({ requestId: `req_${id}`, actorType, actorId: `act_${id}` }, () => {
            logger.error("It failed", new Error(message))
            logger.error(new Error(message))
          })
          for (const entry of read()) {
            expect(entry).toMatchObject({
              level: "error",
              request_id: `req_${id}`,
              actor_type: actorType,
              actor_id: `act_${id}`,
            })
            expect(Number.isNaN(Date.parse(String(entry.time)))).toBe(false)
            expect(String(entry.stack)).toContain("Error")
          }
          expect(read()).toHaveLength(2)
        }
      ),
      { numRuns: 100 }
    )
  })

  it("removes email addresses, phone numbers and tokens from every part of a log line [P37 R11.5]", () => {
    const email = fc
      .tuple(fc.stringMatching(/^[a-z0-9]{1,12}$/), fc.stringMatching(/^[a-z0-9]{1,12}$/))
      .map(([a, b]) => `${a}@${b}.com`)
    const phone = fc.stringMatching(/^[1-9][0-9]{9,13}$/).map((digits) => `+${digits}`)
    fc.assert(
      fc.property(email, phone, fc.stringMatching(/^[A-Za-z0-9]{20,30}$/), (mail, number, token) => {
        const { sink, read } = lines()
        const logger = createLogger("info", sink)
        logger.info(`mail to ${mail}, call ${number}`)
        logger.error(`Bearer ${token} refused for ${mail}`, new Error(`/store/x?token=${token} ${number}`))
        const text = JSON.stringify(read())
        for (const secret of [mail, number, token]) expect(text).not.toContain(secret)
      }),
      { numRuns: 200 }
    )
  })

  it("keeps the ids that an operator needs", () => {
    expect(redact("work item service-provisioning.provision-unit:ordli_1:2 failed after 3 attempts")).toBe(
      "work item service-provisioning.provision-unit:ordli_1:2 failed after 3 attempts"
    )
  })
})

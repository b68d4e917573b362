import type { MedusaContainer } from "@medusajs/framework/types"

import { CredentialsRefusedError } from "../domain/gateway-test"
import { askGateway } from "./test-gateway"

const warnings: string[] = []
const container = { resolve: () => ({ warn: (text: string) => warnings.push(text) }) } as unknown as MedusaContainer
const ask = (check: () => Promise<void>) => askGateway(container, { provider: "acme", check }, 20)

afterEach(() => warnings.splice(0))

test("a gateway that answers is ok", async () => {
  expect(await ask(async () => undefined)).toBe("ok")
  expect(warnings).toEqual([])
})

test("a gateway that refuses the credentials is reachable", async () => {
  expect(await ask(() => Promise.reject(new CredentialsRefusedError()))).toBe("refused")
})

test("a gateway that takes too long is not reachable, whatever it answers later", async () => {
  const answers: { resolve: () => void; reject: (error: Error) => void }[] = []
  const silent = () => new Promise<void>((resolve, reject) => answers.push({ resolve, reject }))
  for (const times of [1, 2]) {
    expect(await ask(silent)).toBe("unreachable")
    expect(answers).toHaveLength(times)
  }
  answers[0]?.resolve()
  answers[1]?.reject(new Error("too late"))
})

test("the log names the kind of failure, without what a library put into the error", async () => {
  const failure = Object.assign(new TypeError("fetch https://user:secret@example.com failed"), { config: "secret" })
  expect(await ask(() => Promise.reject(failure))).toBe("unreachable")
  expect(warnings).toEqual(["The gateway acme could not be reached when staff tested it (TypeError)"])
})

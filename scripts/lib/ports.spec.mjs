import assert from "node:assert/strict"
import { createServer } from "node:net"
import { test } from "node:test"

import { chosenPorts, freePort, portProblem, PORTS, requireFreePorts } from "./ports.mjs"

const listening = (port, host) =>
  new Promise((resolve) => {
    const server = createServer().listen(port, host, () => resolve(server))
  })

test("uses the ports the documentation names, unless the environment names others", () => {
  assert.deepEqual(chosenPorts({}), { backend: 9000, storefront: 8000, mailbox: 1080, smtp: 1025 })
  assert.equal(chosenPorts({ ATRIUM_PORT_BACKEND: "9999" }).backend, 9999)
})

test("refuses what is no port, in one sentence that names the variable", () => {
  for (const wrong of ["abc", "0", "70000", "1.5"])
    assert.throws(() => chosenPorts({ ATRIUM_PORT_BACKEND: wrong }), {
      name: "Failure",
      message: /ATRIUM_PORT_BACKEND/,
    })
})

test("notices a port that is taken on any of the machine's addresses", async () => {
  for (const host of ["127.0.0.1", "0.0.0.0"]) {
    const port = await freePort()
    const server = await listening(port, host)
    assert.equal(await portProblem(port), "EADDRINUSE")
    await assert.rejects(requireFreePorts({ backend: port }), {
      name: "Failure",
      message: new RegExp(`Port ${port} \\(backend\\) is taken.*${PORTS.backend.variable}`),
    })
    assert.notEqual(await freePort(port), port)
    await new Promise((resolve) => server.close(resolve))
    assert.equal(await portProblem(port), "")
  }
})

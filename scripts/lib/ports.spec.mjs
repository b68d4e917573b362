import assert from "node:assert/strict"
import { createServer } from "node:net"
import { test } from "node:test"

import { chosenPorts, freePort, portProblem, PORTS, requireFreePorts } from "./ports.mjs"

const listening = (port, host) =>
  new Promise((resolve) => {
    const server = createServer().listen(port, host, () => resolve(server))
  })

test("the default ports are the documented ones, and variables override them", () => {
  assert.deepEqual(chosenPorts({}), { backend: 9000, storefront: 8000, mailbox: 1080, smtp: 1025 })
  assert.equal(chosenPorts({ ATRIUM_PORT_BACKEND: "9999" }).backend, 9999)
})

test("an invalid port is rejected with a message that names its variable", () => {
  for (const invalid of ["abc", "0", "70000", "1.5"])
    assert.throws(() => chosenPorts({ ATRIUM_PORT_BACKEND: invalid }), {
      name: "Failure",
      message: /ATRIUM_PORT_BACKEND/,
    })
})

test("a port in use on any address of the machine is detected", async () => {
  for (const host of ["127.0.0.1", "0.0.0.0"]) {
    const port = await freePort()
    const server = await listening(port, host)
    assert.equal(await portProblem(port), "EADDRINUSE")
    await assert.rejects(requireFreePorts({ backend: port }), {
      name: "Failure",
      message: new RegExp(`Port ${port} \\(backend\\) is already in use.*${PORTS.backend.variable}`),
    })
    assert.notEqual(await freePort(port), port)
    await new Promise((resolve) => server.close(resolve))
    assert.equal(await portProblem(port), "")
  }
})

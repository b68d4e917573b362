import { createServer } from "node:net"

import { Failure } from "./failure.mjs"

/** Where the shop listens, and the variables that move it. */
export const PORTS = {
  backend: { port: 9000, variable: "ATRIUM_PORT_BACKEND" },
  storefront: { port: 8000, variable: "ATRIUM_PORT_STOREFRONT" },
  mailbox: { port: 1080, variable: "ATRIUM_PORT_MAILBOX" },
  smtp: { port: 1025, variable: "ATRIUM_PORT_SMTP" },
}

const listens = (port, host) =>
  new Promise((resolve) => {
    const server = createServer()
    server.once("error", (error) => resolve(error.code === "EADDRINUSE" || error.code === "EACCES" ? error.code : ""))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve("")))
  })

/** Why the port cannot be used: "EADDRINUSE", "EACCES", or "" when it is free. */
export const portProblem = async (port) => (await listens(port, "0.0.0.0")) || (await listens(port, "::"))

/** A port no one listens on: the first of `preferred` that is free, otherwise one the system chooses. */
export const freePort = async (...preferred) => {
  // Imported here: `npm start` loads this file before anything is installed.
  const { default: getPort } = await import("get-port")
  return getPort({ port: preferred.filter(Boolean) })
}

/** The shop's ports as the environment wants them. Throws a Failure for an invalid port. */
export const chosenPorts = (environment) =>
  Object.fromEntries(
    Object.entries(PORTS).map(([name, { port, variable }]) => {
      const wanted = environment[variable]
      if (wanted === undefined || wanted === "") return [name, port]
      const number = Number(wanted)
      if (!Number.isInteger(number) || number < 1 || number > 65535)
        throw new Failure(`${variable} must be a port between 1 and 65535, not "${wanted}".`)
      return [name, number]
    })
  )

/** Throws a Failure that names the first port that is taken and the variable that moves it. */
export const requireFreePorts = async (ports) => {
  for (const [name, port] of Object.entries(ports)) {
    const problem = await portProblem(port)
    const { variable } = PORTS[name]
    if (problem === "EADDRINUSE")
      throw new Failure(
        `Port ${port} (${name}) is taken by another program: stop that program, or choose a port with ${variable}.`
      )
    if (problem)
      throw new Failure(`Port ${port} (${name}) may not be opened by this user: choose one with ${variable}.`)
  }
}

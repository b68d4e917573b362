import { createServer } from "node:net"

import { Failure } from "./failure.mjs"

/** The shop's default ports and the variables that change them. */
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

/** Returns why a port can't be used: "EADDRINUSE", "EACCES", or "" when it is free. */
export const portProblem = async (port) => (await listens(port, "0.0.0.0")) || (await listens(port, "::"))

/** Returns a free port: the first free one of `preferred`, or a random one. */
export const freePort = async (...preferred) => {
  // Imported here: `npm start` loads this file before anything is installed.
  const { default: getPort } = await import("get-port")
  return getPort({ port: preferred.filter(Boolean) })
}

/** Returns the shop's ports for an environment. Throws a Failure for an invalid port. */
export const chosenPorts = (environment) =>
  Object.fromEntries(
    Object.entries(PORTS).map(([name, { port, variable }]) => {
      const value = environment[variable]
      if (value === undefined || value === "") return [name, port]
      const number = Number(value)
      if (!Number.isInteger(number) || number < 1 || number > 65535)
        throw new Failure(`${variable} must be a port between 1 and 65535, not "${value}".`)
      return [name, number]
    })
  )

/** Throws a Failure with the first unavailable port and the variable that changes it. */
export const requireFreePorts = async (ports) => {
  for (const [name, port] of Object.entries(ports)) {
    const problem = await portProblem(port)
    const { variable } = PORTS[name]
    if (problem === "EADDRINUSE")
      throw new Failure(
        `Port ${port} (${name}) is already in use. Stop the other program, or set ${variable} to another port.`
      )
    if (problem)
      throw new Failure(`You don't have permission to use port ${port} (${name}). Set ${variable} to another port.`)
  }
}

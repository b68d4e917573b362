import { connect } from "node:net"

import { inRoot } from "../../../scripts/lib/paths.mjs"
import { freePort } from "../../../scripts/lib/ports.mjs"

/** What loads the probe into a Node process, and the port it answers on. */
export const makeProbe = async (nodeOptions = "") => {
  const probePort = await freePort()
  return {
    probePort,
    environment: {
      NODE_OPTIONS: `${nodeOptions} --require ${inRoot("backend/benchmarks/lib/probe.cjs")}`,
      BENCHMARK_PROBE_PORT: String(probePort),
    },
  }
}

/** The value that a command of a server's probe returns (`probe.cjs`). */
export const askProbe = ({ probePort }, command = "read") =>
  new Promise((resolve, reject) => {
    let text = ""
    const socket = connect(probePort, "127.0.0.1", () => socket.write(command))
    socket.on("data", (chunk) => (text += chunk))
    socket.on("end", () => resolve(JSON.parse(text)))
    socket.on("error", reject)
  })

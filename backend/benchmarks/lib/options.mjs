import { parseArgs } from "node:util"

import { Failure } from "../../../scripts/lib/failure.mjs"

export const HELP = `npm run benchmark -- [options]     measures a shop of its own and writes docs/benchmarks.md

  --only NAME          one scenario (catalog, many)
  --services N,N       sizes of the catalog (12,10000)
  --rounds N           alternating rounds, whose median counts (3)
  --seconds N          seconds for each request in each round (3)
  --connections N      connections that ask at the same time (8)
  --postgres URL       a Postgres to make the benchmark's databases in; without it, an embedded one is started
  --source             runs the TypeScript source instead of the build (no build is needed; figures are the same once warm)
  --profile            a CPU profile of each request besides; prints where the time goes
  --no-write           prints the table only`

const OPTIONS = {
  only: { type: "string" },
  services: { type: "string", default: "12,10000" },
  rounds: { type: "string", default: "3" },
  seconds: { type: "string", default: "3" },
  connections: { type: "string", default: "8" },
  postgres: { type: "string" },
  source: { type: "boolean", default: false },
  profile: { type: "boolean", default: false },
  "no-write": { type: "boolean", default: false },
  help: { type: "boolean", default: false },
}

const wholeNumber = (name, text, most) => {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1 || number > most)
    throw new Failure(`--${name} takes a whole number from 1 to ${most}, not "${text}".`)
  return number
}

const parse = () => {
  try {
    return parseArgs({ options: OPTIONS }).values
  } catch (error) {
    throw new Failure(`${error.message.split(".")[0]}. See npm run benchmark -- --help.`)
  }
}

/** What was asked for. Bounded, so that no run takes longer than a few minutes by mistake. */
export const options = () => {
  const { services, rounds, seconds, connections, "no-write": dry, ...rest } = parse()
  return {
    ...rest,
    write: !dry,
    services: services.split(",").map((size) => wholeNumber("services", size, 100_000)),
    rounds: wholeNumber("rounds", rounds, 20),
    seconds: wholeNumber("seconds", seconds, 60),
    connections: wholeNumber("connections", connections, 256),
  }
}

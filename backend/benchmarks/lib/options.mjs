import { existsSync } from "node:fs"
import { join, resolve } from "node:path"
import { parseArgs } from "node:util"

import { Failure } from "../../../scripts/lib/failure.mjs"

export const SCENARIOS = ["catalog", "purchases", "pages", "lists"]
/** Takes a minute and more, and is measured only when it is asked for. */
const MANY = "many"

export const HELP = `npm run benchmark -- [options]     measures a shop of its own and writes docs/benchmarks.md

  --quick              one short round with 12 and 1,000 services and 1,000 service requests, in about three minutes
  --vendure DIR        also measures Vendure; DIR has @vendure/core and pg installed (docs/guides/benchmarks.md)
  --only NAME          one scenario (${SCENARIOS.join(", ")}; many: 200 buyers at once for a minute, only so)
  --services N,N       sizes of the catalog (12,10000)
  --requests N         service requests that the shop has at its last size (100000)
  --rounds N           alternating rounds, whose median counts (3)
  --seconds N          seconds for each request in each round (3)
  --warm-up N          seconds of purchases of each kind before purchases are measured (20)
  --connections N      connections that read at the same time (8)
  --concurrency N,N    buyers at the same time (1,8,32)
  --minutes N          no round starts later than this after the start of measuring; each is measured once (10)
  --postgres URL       a Postgres to make the benchmark's databases in; without it, an embedded one is started
  --source             runs the backend's TypeScript source, and the storefront as it was last built
  --profile            a CPU profile of each request besides; prints where the time goes
  --no-write           prints the table only`

const FULL = { services: "12,10000", requests: "100000", rounds: "3", seconds: "3", minutes: "10", "warm-up": "20" }
const QUICK = { services: "12,1000", requests: "1000", rounds: "1", seconds: "2", minutes: "2", "warm-up": "3" }

const text = { type: "string" }
const flag = { type: "boolean", default: false }
const OPTIONS = {
  quick: flag,
  vendure: text,
  only: text,
  services: text,
  requests: text,
  rounds: text,
  seconds: text,
  "warm-up": text,
  connections: { type: "string", default: "8" },
  concurrency: { type: "string", default: "1,8,32" },
  minutes: text,
  postgres: text,
  source: flag,
  profile: flag,
  "no-write": flag,
  help: flag,
}

const wholeNumber = (name, value, most, least = 1) => {
  const number = Number(value)
  if (value.trim() === "" || !Number.isInteger(number) || number < least || number > most)
    throw new Failure(`--${name} takes a whole number from ${least} to ${most}, not "${value}".`)
  return number
}

const wholeNumbers = (name, value, most) => value.split(",").map((part) => wholeNumber(name, part, most))

const parse = (values) => {
  try {
    return parseArgs({ args: values, options: OPTIONS }).values
  } catch (error) {
    throw new Failure(`${error.message.split(".")[0]}. See npm run benchmark -- --help.`)
  }
}

const scenariosOf = (only) => {
  if (only === undefined) return SCENARIOS
  const known = [...SCENARIOS, MANY]
  if (!known.includes(only)) throw new Failure(`There is no scenario ${only}; there is ${known.join(", ")}.`)
  return [only]
}

const vendureFolder = (folder) => {
  if (folder === undefined) return undefined
  if (!existsSync(join(folder, "node_modules", "@vendure", "core")))
    throw new Failure(`--vendure takes a folder in which @vendure/core is installed; ${folder} isn't one.`)
  return resolve(folder)
}

const postgresUrl = (value) => {
  if (value === undefined || /^postgres(ql)?:$/.test(URL.canParse(value) ? new URL(value).protocol : "")) return value
  throw new Failure("--postgres takes a URL such as postgres://user:password@localhost:5432/postgres.")
}

/** What was asked for. Every count and time has a limit, so that no run takes hours by mistake. */
export const options = (values = process.argv.slice(2)) => {
  const { quick, services, only, vendure, postgres, "no-write": dry, ...asked } = parse(values)
  const chosen = { ...(quick ? QUICK : FULL), ...asked, ...(services === undefined ? {} : { services }) }
  return {
    ...chosen,
    quick,
    postgres: postgresUrl(postgres),
    vendure: vendureFolder(vendure),
    scenarios: scenariosOf(only),
    write: !dry,
    services: wholeNumbers("services", chosen.services, 100_000),
    requests: wholeNumber("requests", chosen.requests, 1_000_000, 0),
    rounds: wholeNumber("rounds", chosen.rounds, 20),
    seconds: wholeNumber("seconds", chosen.seconds, 60),
    warmUp: wholeNumber("warm-up", chosen["warm-up"], 300, 0),
    minutes: wholeNumber("minutes", chosen.minutes, 60),
    connections: wholeNumber("connections", chosen.connections, 256),
    concurrency: wholeNumbers("concurrency", chosen.concurrency, 256),
  }
}

// How much longer a known address takes than an unknown one, at sign-in, registration and reset, on a running shop:
//   BACKEND_URL=http://localhost:9000 PUBLISHABLE_KEY=pk_… node backend/benchmarks/identity-answer-times.mjs
// Known and unknown take turns, so that what else the machine does falls on both. It measures and refuses nothing. Start
// the shop with a large ATRIUM_RATE_LIMIT_FACTOR, or most answers are 429 and it says so.
import { randomUUID } from "node:crypto"

const backend = process.env.BACKEND_URL ?? "http://localhost:9000"
const key = process.env.PUBLISHABLE_KEY ?? ""
const known = process.env.KNOWN_EMAIL ?? "ravi@customers.atrium.test"
const rounds = Number(process.env.ROUNDS ?? 200)

const ways = {
  "sign-in": ["/auth/customer/emailpass", (email) => ({ email, password: "not the password" })],
  registration: ["/store/registrations", (email) => ({ email })],
  reset: ["/auth/customer/emailpass/reset-password", (identifier) => ({ identifier })],
}

const someAddress = () => `10.${[0, 0, 0].map(() => Math.floor(Math.random() * 250)).join(".")}`

const time = async (path, body) => {
  const started = performance.now()
  const answer = await fetch(backend + path, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-publishable-api-key": key,
      // Behind a proxy: every request from another network, as an attacker's would be.
      "x-forwarded-for": someAddress(),
    },
    body: JSON.stringify(body),
  })
  await answer.arrayBuffer()
  return { took: performance.now() - started, status: answer.status }
}

const at = (times, share) => [...times].sort((a, b) => a - b)[Math.ceil(times.length * share) - 1] ?? 0

for (const [name, [path, bodyOf]] of Object.entries(ways)) {
  const times = { known: [], unknown: [] }
  const statuses = new Set()
  for (let round = 0; round < rounds + 10; round++)
    for (const who of round % 2 ? ["known", "unknown"] : ["unknown", "known"]) {
      const { took, status } = await time(path, bodyOf(who === "known" ? known : `unknown-${randomUUID()}@example.com`))
      if (round >= 10) times[who].push(took)
      statuses.add(status)
    }
  const line = [0.5, 0.95].map((share) => {
    const [a, b] = [at(times.known, share), at(times.unknown, share)]
    return `p${share * 100} known ${a.toFixed(1)} ms, unknown ${b.toFixed(1)} ms, difference ${(a - b).toFixed(1)} ms`
  })
  console.log(`${name}: ${line.join("; ")}; statuses ${[...statuses].join(", ")}`)
}

// H9: what staff do is recorded, cannot be removed by them, and what is changed behind the shop's back is found.
import assert from "node:assert/strict"
import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { test } from "node:test"
import { promisify } from "node:util"

import { eventually, facts, secretKey, sql, staff, stranger } from "./lib.mjs"

const run = promisify(execFile)
const root = fileURLToPath(new URL("../..", import.meta.url))

/** `npm run audit:verify` beside the running shop: its exit code and what it printed. */
const verifyCommand = async (...options) => {
  try {
    const { stdout } = await run(process.execPath, ["scripts/audit-verify.mjs", ...options], {
      cwd: root,
      env: { ...process.env, NODE_ENV: "demo", DATABASE_URL: facts.databaseUrl },
    })
    return { code: 0, output: stdout }
  } catch (error) {
    return { code: error.code, output: `${error.stdout}${error.stderr}` }
  }
}

const entries = async (query) => (await (await staff()).get(`/admin/audit-log?${query}`)).body.audit_entries

/** As the owner of the database, with its triggers off. */
const tamper = (statement) => sql(`BEGIN; SET LOCAL session_replication_role = replica; ${statement}; COMMIT`)

const verified = async () => (await (await staff()).post("/admin/audit-log/verify")).body.verification

test("H9: a change by staff or by a secret key, and a look at customers, is in the log with actor and address", async () => {
  const owner = await staff()
  const { body } = await owner.get("/admin/products?limit=1&fields=id,title")
  const [product] = body.products
  assert.equal((await owner.post(`/admin/products/${product.id}`, { title: product.title })).status, 200)
  const [changed] = await eventually("the change is in the log", async () => {
    const found = await entries(`action=product.changed&target_id=${product.id}&actor_type=user`)
    return found.length ? found : undefined
  })
  assert.equal(changed.actor.label, "admin@atrium.test")
  assert.equal(changed.address, owner.address)

  const key = secretKey()
  await key.get("/admin/customers")
  const [listed] = await eventually("the look is in the log", async () => {
    const found = await entries("action=customer.listed&actor_type=api-key")
    return found.length ? found : undefined
  })
  assert.equal(listed.address, key.address)
  assert.equal((await stranger().get("/admin/audit-log")).status, 401)
})

test("H9: staff and secret keys change or delete an entry by no route", async () => {
  const [entry] = await entries("limit=1")
  for (const who of [await staff(), secretKey()])
    for (const method of ["POST", "PUT", "PATCH", "DELETE"])
      for (const path of ["/admin/audit-log", `/admin/audit-log/${entry.id}`]) {
        const answer = await who.request(method, path, { body: {} })
        assert.ok([403, 404].includes(answer.status), `${method} ${path} answered ${answer.status}`)
      }
  const [still] = await sql("SELECT hash FROM audit_entry WHERE id = $1", [entry.id])
  assert.equal(still.hash, entry.hash)
})

test("H9: the database refuses to change, delete or truncate entries", async () => {
  for (const statement of [
    "UPDATE audit_entry SET actor_label = 'x'",
    "DELETE FROM audit_entry",
    "TRUNCATE audit_entry",
    "DELETE FROM audit_anchor WHERE false; TRUNCATE audit_anchor",
  ])
    await assert.rejects(sql(statement), /append-only/)
})

test("H9: an entry changed by SQL with the triggers off is found by the command and in Admin, and named", async () => {
  assert.equal((await verified()).ok, true)
  const whole = await verifyCommand()
  assert.equal(whole.code, 0, whole.output)
  const [{ actor_type: actorType }] = await sql("SELECT actor_type FROM audit_entry WHERE seq = 2")
  await tamper("UPDATE audit_entry SET actor_type = 'somebody' WHERE seq = 2")
  try {
    const command = await verifyCommand()
    assert.equal(command.code, 1)
    assert.match(command.output, /Entry 2 .*changed after it was sealed/)
    const { ok, first_broken: broken } = await verified()
    assert.equal(ok, false)
    assert.equal(broken.seq, 2)
  } finally {
    await tamper(`UPDATE audit_entry SET actor_type = '${actorType}' WHERE seq = 2`)
  }
  assert.equal((await verified()).ok, true)
})

test("H9: a noted head shows that the end of the log was cut off", async () => {
  const { head } = await verified()
  const ahead = await verifyCommand("--head", `${head.seq + 1000}:${head.hash}`)
  assert.equal(ahead.code, 1)
  assert.match(ahead.output, /are missing/)
  assert.equal((await verifyCommand("--head", `${head.seq}:${head.hash}`)).code, 0)
})

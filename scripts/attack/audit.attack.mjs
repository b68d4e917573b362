// Attacks on the audit log: actions of staff are recorded, entries can't be removed, and tampering is detected.
import assert from "node:assert/strict"
import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { test } from "node:test"
import { promisify } from "node:util"

import { eventually, facts, secretKey, sql, staff, stranger } from "./lib.mjs"

const run = promisify(execFile)
const root = fileURLToPath(new URL("../..", import.meta.url))

/** Runs `npm run audit:verify` and returns its exit code and output. */
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

/** Runs SQL with triggers disabled, as an attacker with full access to the database could. */
const tamper = (statement) => sql(`BEGIN; SET LOCAL session_replication_role = replica; ${statement}; COMMIT`)

const verified = async () => (await (await staff()).post("/admin/audit-log/verify")).body.verification

test("changes and reads of customers by staff and secret keys are logged with actor and IP address [H9]", async () => {
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
  const [listed] = await eventually("the read is in the log", async () => {
    const found = await entries("action=customer.listed&actor_type=api-key")
    return found.length ? found : undefined
  })
  assert.equal(listed.address, key.address)
  assert.equal((await stranger().get("/admin/audit-log")).status, 401)
})

test("no route lets staff or secret keys change or delete an audit entry [H9]", async () => {
  const [entry] = await entries("limit=1")
  for (const who of [await staff(), secretKey()])
    for (const method of ["POST", "PUT", "PATCH", "DELETE"])
      for (const path of ["/admin/audit-log", `/admin/audit-log/${entry.id}`]) {
        const answer = await who.request(method, path, { body: {} })
        assert.ok([403, 404].includes(answer.status), `${method} ${path} returned ${answer.status}`)
      }
  const [unchanged] = await sql("SELECT hash FROM audit_entry WHERE id = $1", [entry.id])
  assert.equal(unchanged.hash, entry.hash)
})

test("the database rejects updating, deleting and truncating audit entries [H9]", async () => {
  for (const statement of [
    "UPDATE audit_entry SET actor_label = 'x'",
    "DELETE FROM audit_entry",
    "TRUNCATE audit_entry",
    "DELETE FROM audit_anchor WHERE false; TRUNCATE audit_anchor",
  ])
    await assert.rejects(sql(statement), /append-only/)
})

test("an audit entry changed by SQL with disabled triggers is detected by the command and in Admin [H9]", async () => {
  assert.equal((await verified()).ok, true)
  const intact = await verifyCommand()
  assert.equal(intact.code, 0, intact.output)
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

test("an earlier head reveals that the end of the audit log was cut off [H9]", async () => {
  const { head } = await verified()
  const ahead = await verifyCommand("--head", `${head.seq + 1000}:${head.hash}`)
  assert.equal(ahead.code, 1)
  assert.match(ahead.output, /are missing/)
  assert.equal((await verifyCommand("--head", `${head.seq}:${head.hash}`)).code, 0)
})

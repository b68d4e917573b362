// docker-compose.yml, as far as it can be checked without an engine.
import assert from "node:assert/strict"
import { existsSync, readFileSync } from "node:fs"
import { test } from "node:test"
import { parse } from "yaml"

import { inRoot } from "./lib/paths.mjs"

const compose = parse(readFileSync(inRoot("docker-compose.yml"), "utf8"), { merge: true })
const services = Object.entries(compose.services)

test("docker-compose.yml runs database, Redis, migration, servers, worker, proxy, storefront and test inbox", () => {
  for (const name of ["postgres", "redis", "migrate", "server", "worker", "proxy", "storefront", "mailbox"])
    assert.ok(compose.services[name], `there is no service ${name}`)
})

test("every service comes from an image of one exact name or from a Dockerfile that exists", () => {
  for (const [name, { image, build }] of services) {
    if (build) assert.ok(existsSync(inRoot(build.dockerfile)), `${name}: ${build.dockerfile} does not exist`)
    else assert.match(image, /:[\w.-]+$/, `${name} has no version`)
  }
})

test("services wait only for services that exist, and for health only where it is checked", () => {
  for (const [name, { depends_on: needs = {} }] of services)
    for (const [need, { condition }] of Object.entries(needs)) {
      const target = compose.services[need]
      assert.ok(target, `${name} waits for ${need}, which does not exist`)
      if (condition === "service_healthy" && !target.build) assert.ok(target.healthcheck, `${need} has no healthcheck`)
    }
})

test("every volume that is mounted is declared, every file is there", () => {
  for (const [name, { volumes = [] }] of services)
    for (const volume of volumes) {
      const [source] = volume.split(":")
      const there = source.startsWith("./") ? existsSync(inRoot(source)) : source in compose.volumes
      assert.ok(there, `${name} mounts ${volume}`)
    }
})

test("servers and workers can be scaled, and start after the one migration", () => {
  for (const name of ["server", "worker"]) {
    const { ports, container_name, depends_on } = compose.services[name]
    assert.ok(!ports && !container_name, `${name} could run only once`)
    assert.equal(depends_on.migrate.condition, "service_completed_successfully")
  }
  const [, script] = compose.services.migrate.command
  assert.ok(existsSync(inRoot(script.replace("/atrium/", ""))), `${script} does not exist`)
  assert.equal(compose.services.migrate.restart, "no")
})

test("the proxy finds the servers by name and forwards the client address", () => {
  const conf = readFileSync(inRoot("docker/proxy.conf"), "utf8")
  assert.match(conf, /http:\/\/server:9000/)
  assert.match(conf, /X-Forwarded-For \$remote_addr/)
})

test("Redis keeps what is queued", () => {
  const { command } = compose.services.redis
  assert.ok(command.includes("noeviction") && command.includes("--appendonly"))
})

test("server and worker share their environment but for what they do", () => {
  const { MEDUSA_WORKER_MODE: server, ...shared } = compose.services.server.environment
  const { MEDUSA_WORKER_MODE: worker, ...same } = compose.services.worker.environment
  assert.deepEqual([server, worker], ["server", "worker"])
  assert.deepEqual(shared, same)
  assert.ok(shared.REDIS_URL && shared.DATABASE_URL)
})

test("images run as a user without rights, and copy only what the build context holds", () => {
  const ignored = readFileSync(inRoot(".dockerignore"), "utf8")
  for (const secret of [".env", ".atrium", ".git"]) assert.match(ignored, new RegExp(`^\\${secret}$`, "m"))
  for (const file of ["docker/backend.Dockerfile", "docker/storefront.Dockerfile"]) {
    const text = readFileSync(inRoot(file), "utf8")
    assert.match(text, /^USER node$/m)
    assert.match(text, /^HEALTHCHECK /m)
    for (const [, image] of text.matchAll(/^FROM (\S+)/gm)) assert.match(image, /:\d+\.\d+/)
  }
})

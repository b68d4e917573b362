// Checks docker-compose.yml as far as possible without Docker.
import assert from "node:assert/strict"
import { existsSync, readFileSync } from "node:fs"
import { test } from "node:test"
import { parse } from "yaml"

import { inRoot } from "./lib/paths.mjs"

const compose = parse(readFileSync(inRoot("docker-compose.yml"), "utf8"), { merge: true })
const services = Object.entries(compose.services)

test("docker-compose.yml runs database, Redis, migration, servers, worker, proxy, storefront and test inbox", () => {
  for (const name of ["postgres", "redis", "migrate", "server", "worker", "proxy", "storefront", "mailbox"])
    assert.ok(compose.services[name], `The service ${name} is missing`)
})

test("every service uses a pinned image or an existing Dockerfile", () => {
  for (const [name, { image, build }] of services) {
    if (build) assert.ok(existsSync(inRoot(build.dockerfile)), `${name}: ${build.dockerfile} doesn't exist`)
    else assert.match(image, /:[\w.-]+$/, `${name} has no pinned version`)
  }
})

test("services depend only on existing services, and on health only where there is a health check", () => {
  for (const [name, { depends_on: needs = {} }] of services)
    for (const [need, { condition }] of Object.entries(needs)) {
      const target = compose.services[need]
      assert.ok(target, `${name} depends on ${need}, which doesn't exist`)
      if (condition === "service_healthy" && !target.build) assert.ok(target.healthcheck, `${need} has no health check`)
    }
})

test("every mounted volume is declared and every mounted file exists", () => {
  for (const [name, { volumes = [] }] of services)
    for (const volume of volumes) {
      const [source] = volume.split(":")
      const exists = source.startsWith("./") ? existsSync(inRoot(source)) : source in compose.volumes
      assert.ok(exists, `${name} mounts ${volume}, which doesn't exist`)
    }
})

test("servers and workers can be scaled and start after a single migration", () => {
  for (const name of ["server", "worker"]) {
    const { ports, container_name, depends_on } = compose.services[name]
    assert.ok(!ports && !container_name, `${name} can't be scaled`)
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

test("Redis doesn't lose queued jobs", () => {
  const { command } = compose.services.redis
  assert.ok(command.includes("noeviction") && command.includes("--appendonly"))
})

test("servers and workers have the same environment except for their mode", () => {
  const { MEDUSA_WORKER_MODE: server, ...shared } = compose.services.server.environment
  const { MEDUSA_WORKER_MODE: worker, ...workerShared } = compose.services.worker.environment
  assert.deepEqual([server, worker], ["server", "worker"])
  assert.deepEqual(shared, workerShared)
  assert.ok(shared.REDIS_URL && shared.DATABASE_URL)
})

test("images run as an unprivileged user and don't copy secrets", () => {
  const ignored = readFileSync(inRoot(".dockerignore"), "utf8")
  for (const secret of [".env", ".atrium", ".git"]) assert.match(ignored, new RegExp(`^\\${secret}$`, "m"))
  for (const file of ["docker/backend.Dockerfile", "docker/storefront.Dockerfile"]) {
    const text = readFileSync(inRoot(file), "utf8")
    assert.match(text, /^USER node$/m)
    assert.match(text, /^HEALTHCHECK /m)
    for (const [, image] of text.matchAll(/^FROM (\S+)/gm)) assert.match(image, /:\d+\.\d+/)
  }
})

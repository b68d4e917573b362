// docker-compose.yml, as far as it can be checked without an engine.
import assert from "node:assert/strict"
import { existsSync, readFileSync } from "node:fs"
import { test } from "node:test"
import { parse } from "yaml"

import { inRoot } from "./lib/paths.mjs"

const compose = parse(readFileSync(inRoot("docker-compose.yml"), "utf8"), { merge: true })
const services = Object.entries(compose.services)

test("docker-compose.yml runs database, Redis, server, worker, storefront and mailbox", () => {
  for (const name of ["postgres", "redis", "server", "worker", "storefront", "mailbox"])
    assert.ok(compose.services[name], `there is no service ${name}`)
})

test("every service comes from an image of one exact name or from a Dockerfile that exists", () => {
  for (const [name, { image, build }] of services) {
    if (build) assert.ok(existsSync(inRoot(build.dockerfile)), `${name}: ${build.dockerfile} does not exist`)
    else assert.match(image, /:[\w.-]+$/, `${name} has no version`)
  }
})

test("services wait only for services that exist, and for health only where it is looked at", () => {
  for (const [name, { depends_on: needs = {} }] of services)
    for (const [need, { condition }] of Object.entries(needs)) {
      const target = compose.services[need]
      assert.ok(target, `${name} waits for ${need}, which does not exist`)
      if (condition === "service_healthy" && !target.build) assert.ok(target.healthcheck, `${need} has no healthcheck`)
    }
})

test("every volume that is mounted is declared", () => {
  for (const [name, { volumes = [] }] of services)
    for (const volume of volumes) assert.ok(volume.split(":")[0] in compose.volumes, `${name} mounts ${volume}`)
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

import { credentialOf, type Standing, verdictOn } from "./credential"

const claims = {
  auth_identity_id: "authid_1",
  actor_type: "customer",
  actor_id: "cus_1",
  exp: 2_000,
  app_metadata: { customer_id: "cus_1", sign_in_epoch: "e2" },
}
const standing: Standing = {
  epoch: "e2",
  linkedActorId: "cus_1",
  actorExists: true,
  active: true,
  revoked: false,
}
const verdict = (change: Partial<Standing> | undefined, said: object = {}, now = 1_000) => {
  const credential = credentialOf({ ...claims, ...said })
  if (!credential) throw new Error("No credential")
  return verdictOn(credential, change && { ...standing, ...change }, now)
}

describe("a credential", () => {
  it("counts while identity, link, account and epoch hold", () => {
    expect(verdict({})).toBe("admitted")
  })

  it.each([
    ["whose identity is gone", undefined],
    ["of an older password", { epoch: "e3" }],
    ["of an identity that never had this epoch", { epoch: null }],
    ["whose account is gone", { actorExists: false }],
    ["whose identity is linked to another account", { linkedActorId: "cus_2" }],
    ["whose identity is linked to no account", { linkedActorId: null }],
    ["that was signed out", { revoked: true }],
  ])("%s is refused", (_name, change) => {
    expect(verdict(change)).toBe("refused")
  })

  it("of an account that may not act is distinguished, so that its owner learns why", () => {
    expect(verdict({ active: false })).toBe("inactive")
  })

  it("ends at its time, also inside a session that lives longer", () => {
    expect(verdict({}, {}, 1_999)).toBe("admitted")
    expect(verdict({}, {}, 2_000)).toBe("refused")
  })

  it("without an epoch counts for an identity without one", () => {
    expect(verdict({ epoch: null }, { app_metadata: {} })).toBe("admitted")
    expect(verdict({ epoch: "e1" }, { app_metadata: null })).toBe("refused")
  })

  it("of half a sign-in needs the identity and the epoch, not the account", () => {
    expect(verdict({ linkedActorId: null, actorExists: false }, { actor_id: "" })).toBe("admitted")
    expect(verdict({ epoch: "e3" }, { actor_id: "" })).toBe("refused")
    expect(verdict(undefined, { actor_id: "" })).toBe("refused")
  })

  it("names an identity, or is none", () => {
    expect(credentialOf({ entity_id: "a@example.com", purpose: "reset" })).toBeUndefined()
    expect(credentialOf({ ...claims, auth_identity_id: "" })).toBeUndefined()
    expect(credentialOf("x")).toBeUndefined()
  })
})

import { credentialOf, type AccountStatus, decideCredential } from "./credential"

const claims = {
  auth_identity_id: "authid_1",
  actor_type: "customer",
  actor_id: "cus_1",
  exp: 2_000,
  app_metadata: { customer_id: "cus_1", sign_in_epoch: "e2" },
}
const status: AccountStatus = {
  epoch: "e2",
  linkedActorId: "cus_1",
  actorExists: true,
  active: true,
  revoked: false,
}
const verdict = (change: Partial<AccountStatus> | undefined, claimed: object = {}, now = 1_000) => {
  const credential = credentialOf({ ...claims, ...claimed })
  if (!credential) throw new Error("No credential")
  return decideCredential(credential, change && { ...status, ...change }, now)
}

describe("a credential", () => {
  it("is valid while identity, link, account and epoch match", () => {
    expect(verdict({})).toBe("authorized")
  })

  it.each([
    ["whose identity is gone", undefined],
    ["of an older password", { epoch: "e3" }],
    ["of an identity that never had this epoch", { epoch: null }],
    ["whose account is gone", { actorExists: false }],
    ["whose identity is linked to another account", { linkedActorId: "cus_2" }],
    ["whose identity is linked to no account", { linkedActorId: null }],
    ["that was signed out", { revoked: true }],
  ])("is refused: %s", (_name, change) => {
    expect(verdict(change)).toBe("refused")
  })

  it("is inactive for an account that may not act, so that the owner learns why", () => {
    expect(verdict({ active: false })).toBe("inactive")
  })

  it("expires on time, even inside a session that lives longer", () => {
    expect(verdict({}, {}, 1_999)).toBe("authorized")
    expect(verdict({}, {}, 2_000)).toBe("refused")
  })

  it("is valid without an epoch for an identity without one", () => {
    expect(verdict({ epoch: null }, { app_metadata: {} })).toBe("authorized")
    expect(verdict({ epoch: "e1" }, { app_metadata: null })).toBe("refused")
  })

  it("requires identity and epoch, but no account, before the second factor", () => {
    expect(verdict({ linkedActorId: null, actorExists: false }, { actor_id: "" })).toBe("authorized")
    expect(verdict({ epoch: "e3" }, { actor_id: "" })).toBe("refused")
    expect(verdict(undefined, { actor_id: "" })).toBe("refused")
  })

  it("before the second factor is inactive too for an account that may not act", () => {
    expect(verdict({ active: false }, { actor_id: "" })).toBe("inactive")
    expect(verdict({ active: false, linkedActorId: null, actorExists: false }, { actor_id: "" })).toBe("authorized")
  })

  it("must name an identity", () => {
    expect(credentialOf({ entity_id: "a@example.com", purpose: "reset" })).toBeUndefined()
    expect(credentialOf({ ...claims, auth_identity_id: "" })).toBeUndefined()
    expect(credentialOf("x")).toBeUndefined()
  })
})

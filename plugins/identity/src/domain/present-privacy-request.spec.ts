import { maskedAddress, type StoredRequest, toOwnRequest, toRequestView } from "./present-privacy-request"

const row: StoredRequest = {
  id: "prrq_1",
  kind: "export",
  status: "requested",
  origin: "guest",
  email: "zoe@example.com",
  reason: null,
  refusals: [],
  remaining: [],
  requested_at: new Date("2027-01-01T10:00:00Z"),
  link_expires_at: new Date("2027-01-02T10:00:00Z"),
  confirmed_at: null,
  completed_at: null,
  archive_expires_at: null,
  asked_by: null,
}

describe("a privacy request", () => {
  it("has expired once its link was not used in time", () => {
    expect(toOwnRequest(row, new Date("2027-01-02T09:59:59Z")).status).toBe("requested")
    expect(toOwnRequest(row, new Date("2027-01-02T10:00:00Z")).status).toBe("expired")
  })

  it("shows an archive only while it can be downloaded", () => {
    const ready = { ...row, status: "completed" as const, archive_expires_at: new Date("2027-01-09T10:00:00Z") }
    expect(toOwnRequest(ready, new Date("2027-01-08T10:00:00Z")).archive_expires_at).toBe("2027-01-09T10:00:00.000Z")
    expect(toOwnRequest(ready, new Date("2027-01-10T10:00:00Z")).archive_expires_at).toBeNull()
  })

  it("can be confirmed while an erasure that staff asked for waits for a second person", () => {
    const asked = { ...row, kind: "erase" as const, origin: "staff" as const }
    const mayConfirm = (request: StoredRequest, now = row.requested_at) =>
      toRequestView(request, now, () => true).may_confirm
    expect(mayConfirm(asked)).toBe(true)
    expect(toRequestView(asked, row.requested_at, () => false).may_confirm).toBe(false)
    expect(mayConfirm(row)).toBe(false)
    expect(mayConfirm({ ...asked, status: "running" })).toBe(false)
    expect(mayConfirm(asked, row.link_expires_at)).toBe(false)
  })

  it("shows staff a masked address, and none once the person is erased", () => {
    expect(toRequestView(row, row.requested_at).email).toBe("z…@example.com")
    expect(toRequestView({ ...row, email: null }, row.requested_at).email).toBeNull()
    expect(maskedAddress("@example.com")).toBe("…")
  })
})

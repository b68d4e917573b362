import { createHmac } from "node:crypto"

import { DEMO_PASSWORD, fromSomeAddress, withRateLimitFactor, withShop } from "@atrium/test-kit"
import { advanceClock, resetClock } from "@atrium/kernel"

import { buyTier, type Bought } from "./bought-order"

jest.setTimeout(120_000)

type Refusal = { code: string; details?: Record<string, string> }
type Approval = { id: string; status: string; decidable: boolean; error: string | null; summary: string }

withShop((shop) => {
  const { api, signIn, drainWork, mailbox } = shop
  const tokens = new Map<string, string>()
  const call = <T = Refusal>(role: string, method: string, path: string, body?: unknown) =>
    api.raw<T>(method, path, {
      headers: { authorization: `Bearer ${tokens.get(role) ?? ""}` },
      ...(method === "GET" ? {} : { body: body ?? {} }),
    })
  const limit = (amount: number | null) =>
    call("owner", "POST", "/admin/staff-settings", { refund_limits: { inr: amount } })
  const refund = (role: string, bought: Bought, amount: number) =>
    call(role, "POST", `/admin/payments/${bought.payment_id}/refund`, { amount })
  const refunded = async ({ order_id }: Bought): Promise<number[]> => {
    const path = `/admin/orders/${order_id}?fields=payment_collections.payments.refunds.amount`
    type Order = { order: { payment_collections: { payments: { refunds: { amount: number }[] }[] }[] } }
    const { order } = (await call<Order>("owner", "GET", path)).body
    return order.payment_collections.flatMap(({ payments }) =>
      payments.flatMap(({ refunds }) => refunds.map((one) => one.amount))
    )
  }
  const decide = (role: string, id: string, decision: string, body?: unknown) =>
    call<Refusal & { approval: Approval }>(role, "POST", `/admin/approvals/${id}/${decision}`, body)
  const approvalOf = (answer: { body: Refusal }) => answer.body.details?.approval_id ?? ""

  beforeAll(async () => {
    for (const role of ["owner", "manager", "finance", "support"])
      tokens.set(
        role,
        await signIn("user", role === "owner" ? "admin@atrium.test" : `${role}@atrium.test`, DEMO_PASSWORD)
      )
    await limit(1000)
  })

  describe("a second person for refunds", () => {
    it("lets small refunds pass until they add up to the limit within a day", async () => {
      const bought = await buyTier(shop)
      expect((await refund("finance", bought, 600)).status).toBe(200)
      expect((await refund("finance", bought, 400)).status).toBe(200)
      const third = await refund("manager", bought, 1)
      expect([third.status, third.body.code]).toEqual([409, "approval_required"])
      expect(await refunded(bought)).toEqual([600, 400])
    })

    it("lets only one of two refunds at once pass that together exceed the limit", async () => {
      const bought = await buyTier(shop)
      const answers = await Promise.all([refund("finance", bought, 700), refund("manager", bought, 700)])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
      expect(await refunded(bought)).toEqual([700])
    })

    it("counts nothing for a refund that was refused", async () => {
      const bought = await buyTier(shop)
      const path = `/admin/payments/${bought.payment_id}/refund`
      const refused = await call("finance", "POST", path, { amount: 900, refund_reason_id: "refr_none" })
      expect(refused.status).toBeGreaterThanOrEqual(400)
      expect(await refunded(bought)).toEqual([])
      expect((await refund("finance", bought, 1000)).status).toBe(200)
    })

    it("notifies approvers by email, and refunds once when another person approves", async () => {
      const bought = await buyTier(shop)
      const asked = await refund("finance", bought, 1500)
      const again = await refund("finance", bought, 1500)
      const id = approvalOf(asked)
      expect(approvalOf(again)).toBe(id)
      await drainWork()
      const told = mailbox()
        .mails()
        .filter(({ subject }) => subject.includes("₹1,500"))
        .map(({ to }) => to)
      // Owners whom other tests add are told too.
      expect(told).toEqual(expect.arrayContaining(["admin@atrium.test", "manager@atrium.test"]))
      expect(new Set(told).size).toBe(told.length)
      for (const role of ["finance", "support", "content"]) expect(told).not.toContain(`${role}@atrium.test`)

      expect((await decide("finance", id, "approve")).body.code).toBe("own_approval")
      expect((await decide("support", id, "approve")).body.code).toBe("permission_required")
      expect(await refunded(bought)).toEqual([])
      const answers = await Promise.all([decide("manager", id, "approve"), decide("owner", id, "approve")])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
      await drainWork()
      expect(await refunded(bought)).toEqual([1500])
      const done = await call<{ approval: Approval }>("owner", "GET", `/admin/approvals/${id}`)
      expect(done.body.approval).toMatchObject({ status: "executed", decidable: false })
    })

    it("lets neither a requester's own API key nor any other key approve", async () => {
      const bought = await buyTier(shop)
      const id = approvalOf(await refund("manager", bought, 1200))
      for (const role of ["manager", "owner"]) {
        const key = await call<{ api_key: { token: string } }>(role, "POST", "/admin/api-keys", {
          title: `Approver ${role}`,
          type: "secret",
        })
        const headers = { authorization: `Basic ${Buffer.from(`${key.body.api_key.token}:`).toString("base64")}` }
        const answer = await api.raw<Refusal>("POST", `/admin/approvals/${id}/approve`, { headers, body: {} })
        expect(answer.body.code).toBe("own_approval")
      }
      expect(await refunded(bought)).toEqual([])
    })

    it("treats a request made with a person's API key as that person's", async () => {
      const bought = await buyTier(shop)
      const key = await call<{ api_key: { token: string } }>("manager", "POST", "/admin/api-keys", {
        title: "Refunds",
        type: "secret",
      })
      const headers = { authorization: `Basic ${Buffer.from(`${key.body.api_key.token}:`).toString("base64")}` }
      const path = `/admin/payments/${bought.payment_id}/refund`
      const asked = await api.raw<Refusal>("POST", path, { headers, body: { amount: 1100 } })
      expect(asked.body.code).toBe("approval_required")
      expect((await decide("manager", approvalOf(asked), "approve")).body.code).toBe("own_approval")
      expect((await decide("owner", approvalOf(asked), "approve")).status).toBe(200)
    })

    it("declines with a reason, and expires", async () => {
      const bought = await buyTier(shop)
      const declined = approvalOf(await refund("finance", bought, 1300))
      expect((await decide("owner", declined, "decline", {})).status).toBe(400)
      expect((await decide("owner", declined, "decline", { reason: "Not agreed" })).body.approval.status).toBe(
        "declined"
      )
      expect((await decide("owner", declined, "approve")).status).toBe(409)
      const late = approvalOf(await refund("finance", bought, 1400))
      advanceClock(8 * 86_400)
      try {
        expect((await decide("owner", late, "approve")).status).toBe(409)
      } finally {
        resetClock()
      }
      expect(await refunded(bought)).toEqual([])
    })

    it("fails with an explanation when too little is left to refund at approval", async () => {
      const bought = await buyTier(shop)
      const everything = approvalOf(await refund("finance", bought, bought.amount))
      expect((await refund("owner", bought, 1000)).status).toBe(200)
      await decide("owner", everything, "approve")
      await drainWork()
      const { approval } = (await call<{ approval: Approval }>("owner", "GET", `/admin/approvals/${everything}`)).body
      expect(approval.status).toBe("failed")
      expect(approval.error).toEqual(expect.any(String))
      expect(await refunded(bought)).toEqual([1000])
    })

    it("applies to canceling an order, which refunds its payment", async () => {
      const bought = await buyTier(shop)
      const asked = await call("finance", "POST", `/admin/orders/${bought.order_id}/cancel`)
      expect([asked.status, asked.body.code]).toEqual([409, "approval_required"])
      expect(await refunded(bought)).toEqual([])
      expect((await decide("manager", approvalOf(asked), "approve")).status).toBe(200)
      await drainWork()
      const order = await call<{ order: { status: string } }>("owner", "GET", `/admin/orders/${bought.order_id}`)
      expect(order.body.order.status).toBe("canceled")
      expect(await refunded(bought)).toEqual([bought.amount])
    })

    it("applies to every spelling of the routes that core would accept", async () => {
      const bought = await buyTier(shop)
      for (const path of [
        `/ADMIN/payments/${bought.payment_id}/refund`,
        `/admin/Payments/${bought.payment_id}/REFUND`,
        `/admin//payments/${bought.payment_id}/refund`,
        `/admin/payments/${bought.payment_id}/refund/`,
      ])
        expect((await call("owner", "POST", path, { amount: 2000 })).status).toBeGreaterThanOrEqual(400)
      expect(await refunded(bought)).toEqual([])
    })
  })

  describe("two-step verification", () => {
    const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    const code = (secret: string, at = Date.now()) => {
      const bits = [...secret.replace(/=+$/, "")]
        .map((one) => ALPHABET.indexOf(one).toString(2).padStart(5, "0"))
        .join("")
      const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
      const counter = Buffer.alloc(8)
      counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
      const hash = createHmac("sha1", key).update(counter).digest()
      const number = hash.readUInt32BE((hash.at(-1) ?? 0) & 15) & 0x7fffffff
      return String(number % 1_000_000).padStart(6, "0")
    }
    /** The code after the current one: core already accepts it, and it was not used to enroll. */
    const nextCode = (secret: string) => code(secret, Date.now() + 30_000)
    type SignIn = { token: string; mfa_required?: boolean; mfa_challenge?: { id: string; methods: string[] } }
    const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
    const auth = <T = Refusal>(token: string, method: string, path: string, body?: unknown) =>
      api.raw<T>(method, path, { headers: bearer(token), ...(method === "GET" ? {} : { body: body ?? {} }) })
    const password = (email: string) =>
      api.raw<SignIn>("POST", "/auth/user/emailpass", { body: { email, password: DEMO_PASSWORD } })
    const enroll = async (token: string) => {
      type Factor = { mfa_factor: { id: string }; secret: string }
      const started = await auth<Factor>(token, "POST", "/auth/mfa/factors", { provider: "totp", label: "Phone" })
      const { mfa_factor: factor, secret } = started.body
      const path = `/auth/mfa/factors/${factor.id}/verify`
      expect((await auth(token, "POST", path, { code: "000000" })).status).toBeGreaterThanOrEqual(400)
      const used = code(secret)
      expect((await auth(token, "POST", path, { code: used })).status).toBe(200)
      return { id: factor.id, secret, used }
    }
    const withCode = async (email: string, method: string, value: string) => {
      const first = (await password(email)).body
      const path = `/auth/mfa/challenges/${first.mfa_challenge?.id ?? ""}/verify`
      return { first, answer: await auth<{ token: string }>(first.token, "POST", path, { method, code: value }) }
    }

    it("enrolls with an authenticator app, after which a password alone is not enough", async () => {
      const old = (await password("manager@atrium.test")).body.token
      const { id, secret } = await enroll(old)
      expect((await auth(old, "GET", "/admin/orders")).body.code).toBe("two_step_challenge_required")
      expect((await auth(old, "POST", "/auth/mfa/recovery-codes")).status).toBe(401)
      expect((await auth(old, "DELETE", `/auth/mfa/factors/${id}`)).status).toBe(401)

      const { first, answer } = await withCode("manager@atrium.test", "totp", nextCode(secret))
      expect(first.mfa_required).toBe(true)
      expect((await auth(first.token, "GET", "/admin/orders")).status).toBe(401)
      expect((await auth(first.token, "POST", "/auth/mfa/recovery-codes")).status).toBe(401)
      expect((await auth(answer.body.token, "GET", "/admin/orders")).status).toBe(200)

      const made = await auth<{ recovery_codes: string[] }>(answer.body.token, "POST", "/auth/mfa/recovery-codes")
      const [recovery = ""] = made.body.recovery_codes
      const recovered = await withCode("manager@atrium.test", "recovery_code", recovery)
      expect((await auth(recovered.answer.body.token, "GET", "/admin/orders")).status).toBe(200)
      expect((await withCode("manager@atrium.test", "recovery_code", recovery)).answer.status).toBeGreaterThanOrEqual(
        400
      )
    })

    const mailsAbout = async (email: string, about: RegExp): Promise<string[]> => {
      await drainWork()
      const mails = mailbox().mails()
      return mails.flatMap(({ to, subject }) => (to === email && about.test(subject) ? [subject] : []))
    }
    const content = { id: "", token: "" }

    it("accepts each code once: after enrolling, in another sign-in, and in parallel sign-ins", async () => {
      const email = "content@atrium.test"
      const { id, secret, used } = await enroll((await password(email)).body.token)
      const other = nextCode(secret)
      const signedIn = await withCode(email, "totp", other)
      expect(signedIn.answer.status).toBe(200)
      for (const spent of [used, other])
        expect((await withCode(email, "totp", spent)).answer).toMatchObject({
          status: 400,
          body: { code: "two_step_code_used" },
        })

      const { token } = signedIn.answer.body
      Object.assign(content, { id, token })
      const made = await auth<{ recovery_codes: string[] }>(token, "POST", "/auth/mfa/recovery-codes")
      const [recovery = ""] = made.body.recovery_codes
      const spellings = [recovery, recovery.toUpperCase(), ` ${recovery}`, recovery]
      const atOnce = await Promise.all(spellings.map((value) => withCode(email, "recovery_code", value)))
      expect(atOnce.map(({ answer }) => answer.status).sort()).toEqual([200, 400, 400, 400])
    })

    it("stops guesses of one person's codes from anywhere, and no one else's sign-in", async () => {
      await withRateLimitFactor(0.1, async () => {
        const guess = async (value: string) => {
          const headers = fromSomeAddress()
          const body = { email: "content@atrium.test", password: DEMO_PASSWORD }
          const first = await api.raw<SignIn>("POST", "/auth/user/emailpass", { headers, body })
          const path = `/auth/mfa/challenges/${first.body.mfa_challenge?.id ?? ""}/verify`
          const { token } = first.body
          const sent = { headers: { ...headers, ...bearer(token) }, body: { method: "totp", code: value } }
          return api.raw("POST", path, sent)
        }
        const answers = [await guess("000001"), await guess("000002"), await guess("000003")]
        expect(answers.map(({ status }) => status)).toEqual([400, 400, 429])
        expect(Number(answers[2]?.headers.get("retry-after"))).toBeGreaterThan(60)
        const body = { email: "finance@atrium.test", password: DEMO_PASSWORD }
        const other = await api.raw("POST", "/auth/user/emailpass", { headers: fromSomeAddress(), body })
        expect(other.status).toBe(200)
      })
    })

    it("notifies the account's owner once of each change: turned on, new recovery codes, turned off", async () => {
      const remove = () => auth(content.token, "DELETE", `/auth/mfa/factors/${content.id}`)
      expect([(await remove()).status, (await remove()).status]).toEqual([200, 200])
      // Emails of one moment may arrive in any order.
      expect((await mailsAbout("content@atrium.test", /two-step|recovery codes/i)).toSorted()).toEqual([
        "Two-step verification was turned off",
        "Two-step verification was turned on",
        "You have new recovery codes",
      ])
    })

    it("can only be reset by an owner, and never one's own", async () => {
      type Staff = { staff: { id: string; email: string; two_step: boolean }[] }
      const staff = (await call<Staff>("owner", "GET", "/admin/staff?limit=100")).body.staff
      const manager = staff.find(({ email }) => email === "manager@atrium.test")
      const owner = staff.find(({ email }) => email === "admin@atrium.test")
      expect(manager?.two_step).toBe(true)
      const reset = (role: string, id = "") => call(role, "POST", `/admin/staff/${id}/reset-two-step`)
      expect((await reset("finance", manager?.id)).status).toBe(403)
      expect((await reset("owner", owner?.id)).status).toBeGreaterThanOrEqual(400)
      expect((await reset("owner", manager?.id)).status).toBe(200)
      const { token, mfa_required } = (await password("manager@atrium.test")).body
      expect(mfa_required).toBeUndefined()
      expect(await mailsAbout("manager@atrium.test", /was reset/)).toEqual(["Two-step verification was reset"])
      expect((await auth(token, "GET", "/admin/orders")).status).toBe(200)
    })

    it("can be required of all staff, who then reach their profile and nothing else until they enroll", async () => {
      const require = (token: string, value: boolean) =>
        auth(token, "POST", "/admin/staff-settings", { require_two_step: value })
      const before = (await password("admin@atrium.test")).body.token
      expect((await require(before, true)).body.code).toBe("two_step_first")
      const { secret } = await enroll(before)
      const owner = (await withCode("admin@atrium.test", "totp", nextCode(secret))).answer.body.token
      expect((await require(owner, true)).status).toBe(200)
      try {
        const support = (await password("support@atrium.test")).body.token
        expect((await auth(support, "GET", "/admin/orders")).body.code).toBe("two_step_required")
        expect((await auth(support, "GET", "/admin/users/me")).status).toBe(200)
        const enrolled = await enroll(support)
        const { answer } = await withCode("support@atrium.test", "totp", nextCode(enrolled.secret))
        expect((await auth(answer.body.token, "GET", "/admin/orders")).status).toBe(200)
      } finally {
        expect((await require(owner, false)).status).toBe(200)
      }
    })
  })
})

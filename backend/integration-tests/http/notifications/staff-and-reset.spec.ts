import { randomUUID } from "node:crypto"

import { registerCustomer, withShop } from "@atrium/test-kit"

type Listed = { messages: { template: string; recipient: string; status: string; event: string }[]; count: number }

// Sign-up hashes passwords slowly on purpose.
jest.setTimeout(60_000)

withShop((shop) => {
  const { api, drainWork, mailbox, signIn } = shop
  const register = async () => {
    const email = `reset-${randomUUID()}@example.com`
    await registerCustomer(shop, { email, password: "a first password" })
    return email
  }
  const askForReset = (identifier: string) =>
    api.raw("POST", "/auth/customer/emailpass/reset-password", { body: { identifier } })
  const mailTo = async (email: string) => {
    // The event that requests the email is handled after the response.
    for (let look = 0; look < 50; look++) {
      await drainWork()
      const mail = mailbox()
        .mails()
        .find(({ to, subject }) => to === email && /new password/.test(subject))
      if (mail) return mail
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error("No mail arrived")
  }

  it("lets a customer choose a new password with the email's link", async () => {
    const email = await register()
    expect((await askForReset(email)).status).toBe(201)
    const mail = await mailTo(email)
    const link = new URL(/https?:\/\/\S+/.exec(mail.text)?.[0] ?? "")
    const facts = new URLSearchParams(link.hash.slice(1))
    expect(link.search).toBe("")
    expect(mail.html).toContain("Choose a new password")
    const changed = await api.raw("POST", "/auth/customer/emailpass/update", {
      headers: { authorization: `Bearer ${facts.get("token")}` },
      body: { email: facts.get("email"), password: "a second password" },
    })
    expect(changed.status).toBe(200)
    await expect(signIn("customer", email, "a second password")).resolves.toBeTruthy()
    await expect(signIn("customer", email, "a first password")).rejects.toThrow("401")
  })

  it("shows staff what was sent, without the address and the content", async () => {
    const email = await register()
    await askForReset(email)
    await mailTo(email)
    const { status, body } = await api.admin.get<Listed>(
      "/admin/notification-messages?template=notifications.password-reset&status[]=sent"
    )
    expect(status).toBe(200)
    expect(body.messages).toContainEqual(expect.objectContaining({ status: "sent", recipient: "r…@example.com" }))
    expect(JSON.stringify(body)).not.toMatch(/token|eyJ/)
    expect(body.count).toBeGreaterThanOrEqual(1)
  })

  it("shows them to staff only", async () => {
    expect((await api.raw("GET", "/admin/notification-messages")).status).toBe(401)
    const email = await register()
    const token = await signIn("customer", email, "a first password")
    expect((await api.customer(token).get("/admin/notification-messages")).status).toBe(401)
  })
})

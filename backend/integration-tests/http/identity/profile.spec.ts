import { registerCustomer, withShop } from "@atrium/test-kit"

// Passwords are hashed slowly on purpose.
jest.setTimeout(120_000)

withShop((shop) => {
  const { api } = shop

  describe("a customer's details and addresses", () => {
    const ADDRESS = {
      first_name: "Nora",
      last_name: "Lind",
      address_1: "1 Lake Road",
      city: "Pune",
      country_code: "in",
    }
    type Address = { id: string; address_1: string; is_default_shipping: boolean }
    const list = async (token: string) =>
      (await api.customer(token).get<{ addresses: Address[] }>("/store/customers/me/addresses")).body.addresses
    type Refusal = { code: string; details: Record<string, string> }

    it("report every invalid and unknown field at once", async () => {
      const { token } = await registerCustomer(shop)
      const own = api.customer(token)
      const profile = await own.post<Refusal>("/store/customers/me", {
        first_name: "http://evil.example",
        last_name: 7,
        phone: "12",
        email: "other@example.com",
        metadata: { a: 1 },
      })
      expect([profile.status, Object.keys(profile.body.details).sort()]).toEqual([
        400,
        ["email", "first_name", "last_name", "metadata", "phone"],
      ])
      const address = await own.post<Refusal>("/store/customers/me/addresses", {
        first_name: "",
        address_1: " ",
        country_code: "India",
        phone: "x",
        customer_id: "cus_1",
      })
      expect([address.status, Object.keys(address.body.details).sort()]).toEqual([
        400,
        ["address_1", "city", "country_code", "customer_id", "first_name", "phone"],
      ])
      const slash = await own.post<Refusal>("/store/customers/me/", { metadata: {} })
      expect(slash.status).toBe(400)
    })

    it("are stored cleaned, have one default even when two are chosen at once, and are only the customer's", async () => {
      const [nora, other] = [await registerCustomer(shop), await registerCustomer(shop)]
      const own = api.customer(nora.token)
      const saved = await own.post<{ customer: object }>("/store/customers/me", {
        first_name: " Zoe\u0308 ",
        last_name: null,
        phone: "+91 98765-43210",
      })
      expect(saved).toMatchObject({
        status: 200,
        body: { customer: { first_name: "Zo\u00eb", last_name: null, phone: "+919876543210" } },
      })
      for (const address_1 of ["1 Lake Road", "2 Hill Street", "3 Mill Lane"])
        expect((await own.post("/store/customers/me/addresses", { ...ADDRESS, address_1 })).status).toBe(200)
      const [first, second, third] = await list(nora.token)
      const path = (address?: Address) => `/store/customers/me/addresses/${address?.id}`
      const chosen = { is_default_shipping: true, is_default_billing: true }
      expect((await own.post(path(first), chosen)).status).toBe(200)
      const atOnce = await Promise.all([own.post(path(second), chosen), own.post(path(third), chosen)])
      for (const { status } of atOnce) expect(status).toBeLessThan(500)
      expect((await list(nora.token)).filter(({ is_default_shipping }) => is_default_shipping)).toHaveLength(1)

      const stranger = api.customer(other.token)
      for (const answer of [
        await stranger.get(path(first)),
        await stranger.post(path(first), { city: "Delhi" }),
        await stranger.delete(path(first)),
      ])
        expect(answer.status).toBe(404)
      expect((await own.delete(path(first))).status).toBe(200)
      expect((await list(nora.token)).map(({ id }) => id)).not.toContain(first?.id)
      expect(await list(other.token)).toEqual([])
    })
  })
})

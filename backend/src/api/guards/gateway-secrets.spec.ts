import { withoutGatewaySecrets } from "./gateway-secrets"

describe("a response without gateway secrets", () => {
  it("has the secret removed at any depth and nothing else", () => {
    const made = new Date("2026-11-28T00:00:00Z")
    const answer = {
      order: {
        id: "order_1",
        created_at: made,
        note: null,
        total: { toJSON: () => 4999 },
        payment_collections: [{ payments: [{ data: { id: "pi_1", client_secret: "pi_1_secret" } }] }],
      },
    }
    expect(withoutGatewaySecrets(answer)).toEqual({
      order: {
        id: "order_1",
        created_at: "2026-11-28T00:00:00.000Z",
        note: null,
        total: 4999,
        payment_collections: [{ payments: [{ data: { id: "pi_1" } }] }],
      },
    })
    expect(answer.order.payment_collections[0]?.payments[0]?.data.client_secret).toBe("pi_1_secret")
  })
})

import { isCertificateUrl, PayPalEvent, referenceOfEvent, sessionOfEvent, signedText } from "./paypal-event"
import { customIdOf } from "./paypal-order"

const SHOP = "0123456789abcdef"
const custom_id = customIdOf({ sessionId: "payses_1", cartId: "cart_1", shop: SHOP, givenUp: false })
const event = (event_type: string, resource: object) => PayPalEvent.parse({ id: "WH-1", event_type, resource })

describe("an event of PayPal", () => {
  it("names its order, or the capture that was refunded or disputed", () => {
    const approved = event("CHECKOUT.ORDER.APPROVED", { id: "ORDER1", purchase_units: [{ custom_id }] })
    expect([referenceOfEvent(approved), sessionOfEvent(approved, SHOP)]).toEqual(["ORDER1", "payses_1"])
    const related_ids = { order_id: "ORDER1" }
    const captured = event("PAYMENT.CAPTURE.COMPLETED", { id: "CAP1", custom_id, supplementary_data: { related_ids } })
    expect([referenceOfEvent(captured), sessionOfEvent(captured, SHOP)]).toEqual(["ORDER1", "payses_1"])
    const links = [{ rel: "up", href: "https://api.paypal.com/v2/payments/captures/CAP1" }]
    const refunded = event("PAYMENT.CAPTURE.REFUNDED", { id: "REF1", custom_id: "ref_01", links })
    expect([referenceOfEvent(refunded), sessionOfEvent(refunded, SHOP)]).toEqual(["capture/CAP1", null])
    const disputed = event("CUSTOMER.DISPUTE.CREATED", { disputed_transactions: [{ seller_transaction_id: "CAP1" }] })
    expect(referenceOfEvent(disputed)).toBe("capture/CAP1")
    expect(referenceOfEvent(event("BILLING.PLAN.CREATED", { id: "P-1" }))).toBeNull()
  })

  it("of another shop names no session", () =>
    expect(sessionOfEvent(event("PAYMENT.CAPTURE.COMPLETED", { custom_id }), "another")).toBeNull())

  it("is signed over the delivery, the webhook and a checksum of the body", () =>
    expect(signedText({ id: "t-1", time: "2026-01-01T00:00:00Z" }, "WH", 3421780262)).toBe(
      "t-1|2026-01-01T00:00:00Z|WH|3421780262"
    ))
})

describe("the address of a certificate", () => {
  const ORIGINS = ["https://api.paypal.com"]

  it("is one of PayPal's, and no other address can be made to be loaded", () => {
    expect(isCertificateUrl("https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594", ORIGINS)).toBe(true)
    for (const other of [
      "",
      "http://api.paypal.com/v1/notifications/certs/CERT-1",
      "https://api.paypal.com.evil.example/v1/notifications/certs/CERT-1",
      "https://evil.example/v1/notifications/certs/CERT-1",
      "https://user@api.paypal.com/v1/notifications/certs/CERT-1",
      "https://api.paypal.com:8443/v1/notifications/certs/CERT-1",
      "https://api.paypal.com/v1/notifications/certs/../../oauth2/token",
      "https://api.paypal.com/v1/notifications/certs/CERT-1?next=https://evil.example",
      "http://169.254.169.254/latest/meta-data",
    ])
      expect([other, isCertificateUrl(other, ORIGINS)]).toEqual([other, false])
  })
})

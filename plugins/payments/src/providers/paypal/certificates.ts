import { X509Certificate } from "node:crypto"

import { outsideService } from "@atrium/server"

import { paymentErrors } from "../../contracts/errors"

const TIMEOUT_MS = 5000
const MAX_BYTES = 20_000
/** PayPal signs with one certificate at a time, and changes it about once a year. */
const KEPT = 8

const kept = new Map<string, X509Certificate>()

class Unavailable extends Error {}

const load = async (address: string): Promise<X509Certificate | null> => {
  const response = await fetch(address, { redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
    (error: unknown) => {
      throw new Unavailable("PayPal's certificate could not be loaded", { cause: error })
    }
  )
  if (response.status >= 500 || response.status === 429) throw new Unavailable(`PayPal answered ${response.status}`)
  if (!response.ok) return null
  const pem = await response.text()
  try {
    return pem.length > MAX_BYTES ? null : new X509Certificate(pem)
  } catch {
    // Not a certificate.
    return null
  }
}

/**
 * The certificate at an address that was checked before; null if there is none, or none that is valid at `at`. It is loaded
 * once and over TLS, from PayPal's own host. Throws `gateway_unavailable` where PayPal does not respond, so that PayPal
 * sends the event again.
 */
export const certificateAt = async (address: string, at: Date): Promise<X509Certificate | null> => {
  let certificate = kept.get(address)
  if (!certificate) {
    const loaded = await outsideService("paypal-certificates", (error) => error instanceof Unavailable)
      .call(() => load(address), { idempotent: true })
      .catch((error: unknown) => {
        throw paymentErrors.fail("gateway_unavailable", { cause: error })
      })
    if (!loaded) return null
    const [oldest] = kept.keys()
    if (kept.size >= KEPT && oldest) kept.delete(oldest)
    kept.set(address, loaded)
    certificate = loaded
  }
  const valid = at >= new Date(certificate.validFrom) && at <= new Date(certificate.validTo)
  return valid ? certificate : null
}

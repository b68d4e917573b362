import { outsideService, ServiceDownError } from "@atrium/server"
import type Stripe from "stripe"

/** An answer that says that Stripe can't serve the request, so that the circuit breaker counts it. */
class OutageAnswer extends Error {
  constructor(readonly answer: Stripe.HttpClientResponse) {
    super(`Stripe answered ${answer.getStatusCode()}`)
  }
}

const isOutageStatus = (status: number): boolean => status >= 500 || status === 429

/** The answer to a request that was not sent. Stripe's library makes its error of a Stripe that is down of it, at once. */
const notSent = (reason: string): Stripe.HttpClientResponse => ({
  getStatusCode: () => 503,
  getHeaders: () => ({ "stripe-should-retry": "false" }),
  getRawResponse: () => null,
  toStream: () => null,
  toJSON: () => Promise.resolve({ error: { type: "api_error", message: reason } }),
})

/**
 * Stripe's HTTP client behind its circuit breaker: no answer, a fault of Stripe's and too many requests count as failures.
 * Every request of the library passes here, also those that Medusa's official provider sends. Repeats are the library's.
 */
export const guardedHttpClient = (client: Stripe.HttpClient): Stripe.HttpClient => ({
  getClientName: () => client.getClientName(),
  makeRequest: async (...request) => {
    // Whatever the client throws is a failure of the connection: a refusal is an answer.
    const stripe = outsideService("stripe", (error) => !(error instanceof ServiceDownError))
    try {
      return await stripe.call(async () => {
        const answer = await client.makeRequest(...request)
        if (isOutageStatus(answer.getStatusCode())) throw new OutageAnswer(answer)
        return answer
      })
    } catch (error) {
      if (error instanceof OutageAnswer) return error.answer
      if (error instanceof ServiceDownError) return notSent(error.message)
      throw error
    }
  },
})

// The correctness properties of the product's specification. A test of a property has its tag, for example [P19 R7.5].
const NAMES = [
  ["Service card completeness", "1.2"],
  ["Price formatting consistency", "1.3"],
  ["Service tier display completeness", "1.4"],
  ["Service data preservation through navigation", "2.2"],
  ["Analytics tracking on service selection", "2.4"],
  ["Form validation correctness", "3.2"],
  ["Error message generation for incomplete forms", "3.3"],
  ["Payment button state based on form validity", "3.5"],
  ["Payment intent data accuracy", "4.2"],
  ["Payment gateway adapter interface compliance", "4.6"],
  ["Confirmation page content completeness", "5.2"],
  ["Confirmation email sending", "6.1"],
  ["Confirmation email content completeness", "6.2"],
  ["Email retry mechanism", "6.4"],
  ["Service request database persistence", "7.1"],
  ["Provider notification on request creation", "7.2"],
  ["Provider notification content completeness", "7.3"],
  ["Service provider routing", "7.4"],
  ["Initial service request status", "7.5"],
  ["Admin dashboard service request display", "8.2"],
  ["Service request status update persistence", "8.4"],
  ["Service request filtering", "8.5"],
  ["Reference number uniqueness", "9.1"],
  ["Tracking page status display", "9.2"],
  ["Status label mapping", "9.3"],
  ["Status change email notification", "9.4"],
  ["Next steps display for status", "9.5"],
  ["Affiliate parameter preservation", "10.1"],
  ["Affiliate attribution recording", "10.2"],
  ["Affiliate commission calculation trigger", "10.3"],
  ["Affiliate metrics inclusion", "10.4"],
  ["Affiliate commission adjustment on refund", "10.5"],
  ["Payment error message display", "11.1"],
  ["Database error handling", "11.2"],
  ["Network timeout retry logic", "11.3"],
  ["Unexpected error handling", "11.4"],
  ["Error log completeness", "11.5"],
  ["Mobile form input types", "12.2"],
]

const TAG = /\s*\[P(\d+) R(\d+\.\d+)\]\s*/g

const stateOf = (tests) => {
  const failed = tests.some(({ status }) => status === "failed")
  return { tests, state: tests.length === 0 ? "missing" : failed ? "failed" : "proven" }
}

/**
 * Returns the state of each property after a test run: "proven" when all its tests passed, "failed" when one failed,
 * "missing" when it has no test. All of them must have a test. Also returns invalid tags.
 */
export const checkProperties = (tests) => {
  const byNumber = new Map()
  const wrongTags = new Set()
  for (const test of tests)
    for (const [tag, number, requirement] of test.title.matchAll(TAG)) {
      if (NAMES[number - 1]?.[1] !== requirement) wrongTags.add(`${tag.trim()} ${test.file}`)
      byNumber.set(Number(number), [...(byNumber.get(Number(number)) ?? []), test])
    }
  const properties = NAMES.map(([name, requirement], index) => {
    const number = index + 1
    const own = stateOf((byNumber.get(number) ?? []).filter(({ status }) => status !== "skipped"))
    return { number, name, requirement, ...own }
  })
  return { properties, wrongTags: [...wrongTags] }
}

// What shops like this one often break with money and orders. A test that attacks a promise has its tag, for example
// [R04] or [R01 R12].
const PROMISES = [
  "Every captured payment has one order or one refund within 15 minutes",
  "An invalid cart causes no charge",
  "The authorized amount and currency are the cart's, or completion refuses",
  "50 parallel completions and events of one cart: one order, one capture, no refund",
  "Double click, reload, two tabs, retry: the same order",
  "After a declined card, the same cart succeeds with another card",
  "A payment that fails, is canceled or expires at the gateway releases its stock within 5 minutes",
  "An event with a wrong signature leaves nothing; a good one is stored before the answer and survives a kill",
  "A payment's events have the same result in any order, late and repeated",
  "A second successful payment for one cart is refunded automatically",
  "An event that changes nothing is accepted and recorded",
  "A refund or dispute on the gateway's pages reaches order, service request and commission within 5 minutes",
  "A refund that timed out and is retried is made once",
  "After any captures, refunds and cancellations, captured minus refunded is the sum of the order's transactions",
  "100 parallel buyers of the last unit: one order, and reservations recount to the same",
  "Parallel changes of a cart have the total of the same changes in a row",
  "Canceling a paid order reaches service request and commission",
]
const PROMISE_TAG = /\s*\[(R\d\d(?: R\d\d)*)\]\s*/g

/** Returns each promise with its tests and its state, as `checkProperties` does. All of them must have a test. */
export const checkPromises = (tests) => {
  const own = (tag) =>
    tests.filter(
      ({ title, status }) =>
        status !== "skipped" && [...title.matchAll(PROMISE_TAG)].some(([, tags]) => tags.split(" ").includes(tag))
    )
  return PROMISES.map((name, index) => {
    const tag = `R${String(index + 1).padStart(2, "0")}`
    return { tag, name, ...stateOf(own(tag)) }
  })
}

/** Returns a test title without its tags. */
export const withoutTag = (title) => title.replace(TAG, " ").replace(PROMISE_TAG, " ").trim()

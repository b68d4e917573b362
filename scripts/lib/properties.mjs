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

/** Properties of features that don't exist yet. Every other property must have a passing test. */
export const PENDING = new Set([34, 35, 36])

const TAG = /\s*\[P(\d+) R(\d+\.\d+)\]\s*/g

/**
 * Returns the state of each property after a test run: "proven" when all its tests passed, "failed" when one failed,
 * "missing" when it has no test. `required` marks missing properties that must have one. Also returns invalid tags.
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
    const own = (byNumber.get(number) ?? []).filter(({ status }) => status !== "skipped")
    const failed = own.some(({ status }) => status === "failed")
    const state = own.length === 0 ? "missing" : failed ? "failed" : "proven"
    return { number, name, requirement, state, tests: own, required: state === "missing" && !PENDING.has(number) }
  })
  return { properties, wrongTags: [...wrongTags] }
}

/** Returns a test title without its tags. */
export const withoutTag = (title) => title.replace(TAG, " ").trim()

const CARDS = [
  ["4242 4242 4242 4242", "Succeeds"],
  ["4000 0000 0000 0002", "Declined"],
  ["4000 0000 0000 9995", "Declined: insufficient funds"],
  ["4000 0000 0000 0069", "Declined: expired card"],
  ["4000 0025 0000 3155", "Requires confirmation"],
  ["4000 0000 0000 0119", "Succeeds after a delay"],
] as const

/** Lists the test cards. Shown only for the sandbox gateway. */
export const TestCards = () => (
  <details className="rounded-md bg-sunken p-5 text-sm">
    <summary className="min-h-6 font-medium">This shop accepts test cards only. You won't be charged.</summary>
    <ul className="mt-3 grid gap-1">
      {CARDS.map(([number, effect]) => (
        <li key={number} className="flex flex-wrap gap-x-3">
          <code className="font-mono">{number}</code>
          <span className="text-ink-soft">{effect}</span>
        </li>
      ))}
    </ul>
    <p className="mt-3 text-ink-soft">Use any future date and any three-digit CVC.</p>
  </details>
)

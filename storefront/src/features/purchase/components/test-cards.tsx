const CARDS = [
  ["4242 4242 4242 4242", "is paid"],
  ["4000 0000 0000 0002", "is declined"],
  ["4000 0000 0000 9995", "has insufficient funds"],
  ["4000 0000 0000 0069", "has expired"],
  ["4000 0025 0000 3155", "asks you to confirm"],
  ["4000 0000 0000 0119", "responds late, then is paid"],
] as const

/** Shown only where the sandbox takes the payment: no real card is needed, and none is charged. */
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
    <p className="mt-3 text-ink-soft">Any future date, any three digits.</p>
  </details>
)

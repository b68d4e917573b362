import { Motif } from "./motif"

const FRIEZE = [
  { category: "accounting", seed: "hall" },
  { category: "legal", seed: "charter" },
  { category: "visa", seed: "morning" },
  { category: "agency", seed: "cloth" },
] as const

/** The promise, in one sentence, beside the four pictures the shop is drawn with. */
export const Hero = () => (
  <div className="grid items-center gap-10 py-12 lg:grid-cols-[1fr_20rem] lg:gap-16 lg:py-16">
    <div className="grid gap-6">
      <h1 className="text-3xl sm:text-4xl">Your tax, visas, contracts and brand, done by people who know how.</h1>
      <p className="max-w-[54ch] text-lg text-ink-soft">
        A fixed price before you start, each step written down, and one reference number to check progress at any time.
      </p>
    </div>
    <div
      aria-hidden="true"
      className="hidden grid-cols-2 gap-px overflow-hidden rounded-md border border-line bg-line lg:grid"
    >
      {FRIEZE.map((picture) => (
        <div key={picture.seed} className="bg-raised p-5">
          <Motif category={picture.category} seed={picture.seed} className="w-full" />
        </div>
      ))}
    </div>
  </div>
)

/** Over the results of a search: they are what was asked for, so the promise steps back. */
export const ResultsHeading = () => <h1 className="sr-only">Services found</h1>

import type { ReactNode } from "react"
import { Motif } from "./motif"

const MOTIFS = [
  { category: "accounting", seed: "hall" },
  { category: "legal", seed: "charter" },
  { category: "visa", seed: "morning" },
  { category: "agency", seed: "cloth" },
] as const

/** The home page's headline and search next to the motifs of the four categories. */
export const Hero = ({ title, text, children }: { title: string; text: string; children: ReactNode }) => (
  <div className="grid items-center gap-10 py-8 lg:pt-6 lg:pb-4 lg:grid-cols-[1fr_18rem] lg:gap-16">
    <div className="grid gap-6">
      <h1 className="text-3xl sm:text-4xl">{title}</h1>
      <p className="max-w-[54ch] text-lg text-ink-soft">{text}</p>
      {children}
    </div>
    <div
      aria-hidden="true"
      className="hidden grid-cols-2 gap-px overflow-hidden rounded-md border border-line bg-line lg:grid"
    >
      {MOTIFS.map((motif) => (
        <div key={motif.seed} className="bg-raised p-5">
          <Motif category={motif.category} seed={motif.seed} className="w-full" />
        </div>
      ))}
    </div>
  </div>
)

/** Replaces the hero on search results. */
export const ResultsHeading = () => <h1 className="sr-only">Search results</h1>

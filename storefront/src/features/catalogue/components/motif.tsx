import { cn } from "@/lib/ui"
import { drawMotif, motifKindOf } from "../motif"

/** Draws a category's motif. Decorative, so hidden from screen readers. */
export const Motif = ({ category, seed, className }: { category: string; seed: string; className?: string }) => (
  <svg
    viewBox="0 0 96 96"
    fill="none"
    stroke="currentColor"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    className={cn("text-accent", className)}
  >
    {drawMotif(motifKindOf(category), seed).map((stroke, index) => (
      <path key={index} d={stroke.d} strokeWidth={1.1} opacity={stroke.weight} vectorEffect="non-scaling-stroke" />
    ))}
  </svg>
)

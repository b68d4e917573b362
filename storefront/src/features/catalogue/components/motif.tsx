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

/** Shows the service's first image, or its motif when it has none. */
export const ServicePicture = ({
  service,
  className,
}: {
  service: { category: string; handle: string; images: readonly string[] }
  className?: string
}) => {
  const [image] = service.images
  return (
    <div className={cn("grid place-items-center overflow-hidden rounded-md bg-sunken", className)}>
      {image ? (
        // Not next/image: merchants' images come from arbitrary hosts.
        <img src={image} alt="" loading="lazy" decoding="async" className="size-full object-cover" />
      ) : (
        <Motif category={service.category} seed={service.handle} className="size-full p-2" />
      )}
    </div>
  )
}

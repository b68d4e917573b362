import { cn } from "@/lib/ui"
import { drawMotif, motifKindOf } from "../motif"

/** A category's picture, drawn; decoration only. */
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

/** A service's picture: the merchant's own image, else its motif. */
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
        // Merchants' images come from any host; they are small and shown as they are.
        <img src={image} alt="" loading="lazy" decoding="async" className="size-full object-cover" />
      ) : (
        <Motif category={service.category} seed={service.handle} className="size-full p-2" />
      )}
    </div>
  )
}

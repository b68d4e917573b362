import Image from "next/image"

import { imageEnvironment } from "@/lib/env"
import { blurOf } from "@/lib/image-blur"
import { imagePatterns, isOptimizedImage } from "@/lib/image-origins"
import { cn } from "@/lib/ui"

import { Motif } from "./motif"

/**
 * Shows the first image of a service or good, or its motif when it has none. `sizes`: its width on the page, for the browser
 * to choose a file. `width` and `height`: its shape, so that nothing moves when it arrives. Images of other origins than
 * those of `ATRIUM_IMAGE_ORIGINS`, or that the storefront can't reach, are shown as they are.
 */
export const ServicePicture = ({
  service,
  width,
  height,
  sizes,
  isMain,
  className,
}: {
  service: { category: string; handle: string; images: readonly string[] }
  width: number
  height: number
  sizes: string
  /** The picture that the page is about is loaded first. */
  isMain?: boolean
  className?: string
}) => {
  const [image] = service.images
  const blur = image && isOptimizedImage(image, imagePatterns(imageEnvironment())) ? blurOf(image) : undefined
  const shown = { alt: "", width, height, className: "size-full object-cover" }
  const loading = isMain ? ({ loading: "eager", fetchPriority: "high" } as const) : ({ loading: "lazy" } as const)
  return (
    <div className={cn("grid place-items-center overflow-hidden rounded-md bg-sunken", className)}>
      {image && blur ? (
        <Image src={image} sizes={sizes} placeholder="blur" blurDataURL={blur} {...shown} {...loading} />
      ) : image ? (
        <img src={image} decoding="async" {...shown} {...loading} />
      ) : (
        <Motif category={service.category} seed={service.handle} className="size-full p-2" />
      )}
    </div>
  )
}

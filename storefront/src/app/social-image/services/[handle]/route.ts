import { serviceCard } from "@/features/social-image/card"
import { noImage, respondWithImage } from "@/features/social-image/respond"
import { findService, getShop } from "@/lib/medusa"

/** The preview image of a service. */
export const GET = async (
  _request: Request,
  { params }: { params: Promise<{ handle: string }> }
): Promise<Response> => {
  const [service, shop] = await Promise.all([findService((await params).handle), getShop()])
  return service ? respondWithImage(serviceCard(shop, service)) : noImage()
}

import { goodCard } from "@/features/social-image/card"
import { noImage, respondWithImage } from "@/features/social-image/respond"
import { findGood, getShop } from "@/lib/medusa"

/** The preview image of a product that has no image. */
export const GET = async (
  _request: Request,
  { params }: { params: Promise<{ handle: string }> }
): Promise<Response> => {
  const [good, shop] = await Promise.all([findGood((await params).handle), getShop()])
  return good ? respondWithImage(goodCard(shop, good)) : noImage()
}

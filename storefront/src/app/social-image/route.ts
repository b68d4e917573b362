import { shopCard } from "@/features/social-image/card"
import { respondWithImage } from "@/features/social-image/respond"
import { getShop } from "@/lib/medusa"

/** The preview image of pages without their own. */
export const GET = async (): Promise<Response> => respondWithImage(shopCard(await getShop()))

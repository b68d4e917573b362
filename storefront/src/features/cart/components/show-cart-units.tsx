"use client"

import { useEffect } from "react"

/** Has `public/shop.js` read the number of units again, on pages that React shows without loading a document. */
export const ShowCartUnits = () => {
  useEffect(() => void dispatchEvent(new Event("atrium:cart")), [])
  return null
}

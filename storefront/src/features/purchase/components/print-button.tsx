"use client"

import { Button } from "@/lib/ui"

/** Opens the browser's print dialog. */
export const PrintButton = () => (
  <Button variant="secondary" onClick={() => window.print()}>
    Print or save this page
  </Button>
)

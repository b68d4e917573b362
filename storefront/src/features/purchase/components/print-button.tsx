"use client"

import { Button } from "@/lib/ui"

/** A paper of the page, or a PDF. */
export const PrintButton = () => (
  <Button variant="secondary" onClick={() => window.print()}>
    Print or save this page
  </Button>
)

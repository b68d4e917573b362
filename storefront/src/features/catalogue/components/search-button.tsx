"use client"

import { useFormStatus } from "react-dom"
import { Button } from "@/lib/ui/button"

export const SearchButton = () => {
  const { pending } = useFormStatus()
  return (
    <Button type="submit" variant="secondary" busy={pending} busyLabel="Searching…">
      Search
    </Button>
  )
}

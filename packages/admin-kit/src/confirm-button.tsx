import { Button, usePrompt } from "@medusajs/ui"
import type { ComponentProps } from "react"

type Question = {
  title: string
  /** What happens, and whether it can be undone. */
  description: string
  confirmText: string
  /** Default: danger. */
  variant?: "danger" | "confirmation"
}

type Props = Omit<ComponentProps<typeof Button>, "onClick"> & { ask: Question; onConfirm: () => void }

/** A button that asks for confirmation before it acts. */
export const ConfirmButton = ({ ask, onConfirm, ...button }: Props) => {
  const prompt = usePrompt()
  const act = async () => {
    if (await prompt({ variant: "danger", cancelText: "Cancel", ...ask })) onConfirm()
  }
  return <Button size="small" variant="secondary" {...button} onClick={() => void act()} />
}

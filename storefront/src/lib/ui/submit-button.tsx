"use client"

import type { ReactNode } from "react"
import { useFormStatus } from "react-dom"

import { Button, type ButtonProps } from "./button"

/** The button of a form with a server action. While the action runs it is disabled and shows `busyLabel`. */
export const SubmitButton = ({ busyLabel, ...rest }: ButtonProps & { busyLabel: ReactNode }) => {
  const { pending } = useFormStatus()
  return <Button {...rest} type="submit" busy={pending} busyLabel={busyLabel} />
}

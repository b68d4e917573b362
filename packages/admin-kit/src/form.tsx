import { failureOf } from "@atrium/client"
import { toNestErrors } from "@hookform/resolvers"
import { Alert, Button, Drawer, FocusModal, Heading, Text, toast } from "@medusajs/ui"
import { type FormEvent, type ReactNode, useCallback, useRef, useState } from "react"
import {
  type DefaultValues,
  type FieldError,
  type FieldPath,
  type FieldValues,
  type Resolver,
  useForm,
  type UseFormReturn,
} from "react-hook-form"
import type { z } from "zod"

import { snapshotOf } from "./snapshot"
import { FormsInside, UnsavedInput, useGuardedClose } from "./unsaved-input"

type FormSchema = z.ZodType<FieldValues, FieldValues>

type Options<S extends FormSchema> = {
  /** A contract's schema, or a part of it. */
  schema: S
  defaults: DefaultValues<z.input<S>>
  /** Sends the parsed values. If the API refuses them, its messages appear beside the fields they name. */
  send: (values: z.output<S>) => Promise<unknown>
  /** Path of the fields in the body that `send` builds: `content` when it sends `{ content: values }`. */
  at?: string
  done?: string | ((values: z.output<S>) => string)
  onDone?: () => void
  /** Resets the fields after a successful save: for a form that adds one item after another. */
  clears?: boolean
}

export type ActionForm<S extends FormSchema> = UseFormReturn<z.input<S>, unknown, z.output<S>> & {
  readonly submit: (event?: FormEvent) => Promise<void>
  /** Whether the fields differ from what was loaded or last saved. */
  readonly hasUnsavedInput: () => boolean
}

// Not zodResolver: its types refer to a different zod version, the hoisted one.
const resolverOf =
  <S extends FormSchema>(schema: S): Resolver<z.input<S>, unknown, z.output<S>> =>
  (values, _context, options) => {
    const parsed = schema.safeParse(values)
    if (parsed.success) return { values: parsed.data, errors: {} }
    const errors: Record<string, FieldError> = {}
    for (const { path, code, message } of parsed.error.issues)
      errors[path.length ? path.map(String).join(".") : "root.server"] ??= { type: code, message }
    return { values: {}, errors: toNestErrors(errors, options) }
  }

/**
 * A form based on a contract's schema. Every invalid field shows its message and is validated again as it is corrected.
 * Refusals from the API appear in the same places, the rest above the buttons, and the input is kept. Render it in a
 * `DrawerForm`, `FormModal`, `InlineForm` or `GuardedForm`, which ask before unsaved input is left.
 */
export const useActionForm = <S extends FormSchema>({
  schema,
  defaults,
  send,
  at,
  done,
  onDone,
  clears = false,
}: Options<S>): ActionForm<S> => {
  const form = useForm<z.input<S>, unknown, z.output<S>>({
    resolver: resolverOf(schema),
    defaultValues: defaults,
  })
  const { getValues } = form
  const [initial] = useState(() => snapshotOf(defaults))
  const saved = useRef(initial)
  const hasUnsavedInput = useCallback(() => snapshotOf(getValues()) !== saved.current, [getValues])

  const showRefusal = (error: unknown) => {
    const { message, suggestedAction, details } = failureOf(error)
    const others: string[] = []
    for (const [path, sentence] of Object.entries(details)) {
      const name = at && path.startsWith(`${at}.`) ? path.slice(at.length + 1) : path
      if (isField(defaults, name)) form.setError(name, { type: "server", message: sentence })
      else others.push(sentence)
    }
    const general = [message, ...others, suggestedAction].filter((text) => text !== "")
    form.setError("root.server", { type: "server", message: [...new Set(general)].join(" ") })
  }

  const submit = form.handleSubmit(async (values) => {
    const sent = snapshotOf(getValues())
    try {
      await send(values)
    } catch (error) {
      showRefusal(error)
      return
    }
    if (clears) form.reset()
    saved.current = clears ? snapshotOf(getValues()) : sent
    if (done) toast.success(typeof done === "function" ? done(values) : done)
    onDone?.()
  })
  return { ...form, submit, hasUnsavedInput }
}

const isField = <V extends FieldValues>(defaults: DefaultValues<V>, name: string): name is FieldPath<V> =>
  Object.hasOwn(defaults, name.split(".")[0] ?? "")

type FormProps<S extends FormSchema> = {
  form: ActionForm<S>
  className: string
  /** For a user who can't save: disables every control. */
  readOnly?: boolean
  children: ReactNode
}

/** The form element. Asks before unsaved input is left. */
export const GuardedForm = <S extends FormSchema>({ form, className, readOnly = false, children }: FormProps<S>) => (
  <form noValidate className={className} onSubmit={(event) => void form.submit(event)}>
    <fieldset className="contents" disabled={readOnly}>
      {children}
    </fieldset>
    <UnsavedInput hasUnsavedInput={form.hasUnsavedInput} />
  </form>
)

/** Why the API refused what was sent. */
export const FormFailure = <S extends FormSchema>({ form }: { form: ActionForm<S> }) => {
  const message = form.formState.errors.root?.server?.message
  return message ? (
    <Alert variant="error" role="alert">
      {message}
    </Alert>
  ) : null
}

type FrameProps<S extends FormSchema> = {
  form: ActionForm<S>
  /** The button's verb with its object: "Suspend affiliate". */
  submit: string
  children: ReactNode
}

/** Body and footer of a drawer that contains a form. */
export const DrawerForm = <S extends FormSchema>({
  form,
  submit,
  danger = false,
  children,
}: FrameProps<S> & { danger?: boolean }) => (
  <GuardedForm form={form} className="flex flex-1 flex-col overflow-hidden">
    <Drawer.Body className="flex flex-1 flex-col gap-6 overflow-y-auto">
      {children}
      <FormFailure form={form} />
    </Drawer.Body>
    <Drawer.Footer>
      <Drawer.Close asChild>
        <Button type="button" size="small" variant="secondary">
          Cancel
        </Button>
      </Drawer.Close>
      <Button
        type="submit"
        size="small"
        variant={danger ? "danger" : "primary"}
        isLoading={form.formState.isSubmitting}
      >
        {submit}
      </Button>
    </Drawer.Footer>
  </GuardedForm>
)

/** A short form inside a section of a page. */
export const InlineForm = <S extends FormSchema>({ form, submit, children }: FrameProps<S>) => (
  <GuardedForm form={form} className="flex flex-col gap-2 px-6 py-4">
    {children}
    <FormFailure form={form} />
    <Button type="submit" size="small" variant="secondary" className="self-end" isLoading={form.formState.isSubmitting}>
      {submit}
    </Button>
  </GuardedForm>
)

type DrawerProps = {
  title: string
  description?: string
  onClose: () => void
  /** A `DrawerForm`, which is mounted each time the drawer opens. */
  children: ReactNode
}

/** A drawer for a form. */
export const FormDrawer = ({ title, description, onClose, children }: DrawerProps) => {
  const { onOpenChange, inside } = useGuardedClose(onClose)
  return (
    <Drawer open onOpenChange={onOpenChange}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{title}</Drawer.Title>
          <Drawer.Description className={description ? "" : "sr-only"}>{description ?? title}</Drawer.Description>
        </Drawer.Header>
        <FormsInside.Provider value={inside}>{children}</FormsInside.Provider>
      </Drawer.Content>
    </Drawer>
  )
}

type ButtonProps = {
  label: string
  /** Default: secondary. */
  variant?: "primary" | "secondary"
  /** What the button opens; it calls `close` when it is done. */
  children: (close: () => void) => ReactNode
}

/** A button that opens a drawer or a modal. */
export const OpenButton = ({ label, variant = "secondary", children }: ButtonProps) => {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="small" variant={variant} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open && children(() => setOpen(false))}
    </>
  )
}

type ModalProps<S extends FormSchema> = {
  form: ActionForm<S>
  title: string
  description: string
  onClose: () => void
  /** Buttons in the header, on the right. */
  actions: ReactNode
  children: ReactNode
}

/** A full-page modal for a long form. Enter doesn't save it. */
export const FormModal = <S extends FormSchema>({
  form,
  title,
  description,
  onClose,
  actions,
  children,
}: ModalProps<S>) => {
  const { onOpenChange, inside } = useGuardedClose(onClose)
  return (
    <FocusModal open onOpenChange={onOpenChange}>
      <FocusModal.Content>
        <FocusModal.Header>
          <div className="flex items-center gap-2">{actions}</div>
        </FocusModal.Header>
        <FocusModal.Body className="flex flex-1 flex-col items-center overflow-y-auto py-16">
          <div className="flex w-full max-w-[720px] flex-col gap-6 px-4">
            <div>
              <FocusModal.Title asChild>
                <Heading>{title}</Heading>
              </FocusModal.Title>
              <FocusModal.Description asChild>
                <Text size="small" className="text-ui-fg-subtle">
                  {description}
                </Text>
              </FocusModal.Description>
            </div>
            <FormFailure form={form} />
            {children}
            <FormsInside.Provider value={inside}>
              <UnsavedInput hasUnsavedInput={form.hasUnsavedInput} />
            </FormsInside.Provider>
          </div>
        </FocusModal.Body>
      </FocusModal.Content>
    </FocusModal>
  )
}

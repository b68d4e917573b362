import { failureOf } from "@atrium/client"
import { toNestErrors } from "@hookform/resolvers"
import { Alert, Button, Drawer, FocusModal, Heading, Text, toast } from "@medusajs/ui"
import { type FormEvent, type ReactNode, useState } from "react"
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

type FormSchema = z.ZodType<FieldValues, FieldValues>

type Options<S extends FormSchema> = {
  /** A contract's schema, or a part of it. */
  schema: S
  defaults: DefaultValues<z.input<S>>
  /** Sends what the schema made of the fields. A refusal is shown beside the fields that it names. */
  send: (values: z.output<S>) => Promise<unknown>
  /** Where the fields are in the body that `send` makes: `content` when it sends `{ content: values }`. */
  at?: string
  done?: string | ((values: z.output<S>) => string)
  onDone?: () => void
}

export type ActionForm<S extends FormSchema> = UseFormReturn<z.input<S>, unknown, z.output<S>> & {
  /** For a form's `onSubmit`. */
  readonly submit: (event?: FormEvent) => Promise<void>
}

// Not zodResolver: the hoisted zod that its types know is another version than ours.
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
 * A form on a contract's schema: every wrong field shows its sentence, checked again as it is corrected. What the API
 * refuses is shown in the same places, the rest above the buttons, and nothing typed is lost.
 */
export const useActionForm = <S extends FormSchema>({
  schema,
  defaults,
  send,
  at,
  done,
  onDone,
}: Options<S>): ActionForm<S> => {
  const form = useForm<z.input<S>, unknown, z.output<S>>({
    resolver: resolverOf(schema),
    defaultValues: defaults,
  })

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
    try {
      await send(values)
    } catch (error) {
      showRefusal(error)
      return
    }
    if (done) toast.success(typeof done === "function" ? done(values) : done)
    onDone?.()
  })
  return { ...form, submit }
}

const isField = <V extends FieldValues>(defaults: DefaultValues<V>, name: string): name is FieldPath<V> =>
  Object.hasOwn(defaults, name.split(".")[0] ?? "")

/** Why the API refused what was sent. */
export const FormFailure = ({ message }: { message: string | undefined }) =>
  message ? (
    <Alert variant="error" role="alert">
      {message}
    </Alert>
  ) : null

type FrameProps<S extends FormSchema> = {
  form: ActionForm<S>
  /** The verb of the button, with its object: "Suspend affiliate". */
  submit: string
  danger?: boolean
  children: ReactNode
}

/** Body and footer of a drawer that is a form. */
export const DrawerForm = <S extends FormSchema>({ form, submit, danger = false, children }: FrameProps<S>) => (
  <form noValidate className="flex flex-1 flex-col overflow-hidden" onSubmit={(event) => void form.submit(event)}>
    <Drawer.Body className="flex flex-1 flex-col gap-6 overflow-y-auto">
      {children}
      <FormFailure message={form.formState.errors.root?.server?.message} />
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
  </form>
)

type DrawerProps = {
  title: string
  description?: string
  onClose: () => void
  /** A `DrawerForm`: made anew each time the drawer opens. */
  children: ReactNode
}

/** A drawer for a form. */
export const FormDrawer = ({ title, description, onClose, children }: DrawerProps) => (
  <Drawer open onOpenChange={(open) => (open ? undefined : onClose())}>
    <Drawer.Content>
      <Drawer.Header>
        <Drawer.Title>{title}</Drawer.Title>
        <Drawer.Description className={description ? "" : "sr-only"}>{description ?? title}</Drawer.Description>
      </Drawer.Header>
      {children}
    </Drawer.Content>
  </Drawer>
)

type ButtonProps = {
  /** The button's words. */
  label: string
  /** Default: secondary. */
  variant?: "primary" | "secondary"
  /** What opens; `close` when it is done. */
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

type ModalProps = {
  title: string
  description: string
  onClose: () => void
  /** In the header, at the right. */
  actions: ReactNode
  children: ReactNode
}

/** A page-wide modal for a long form. */
export const FormModal = ({ title, description, onClose, actions, children }: ModalProps) => (
  <FocusModal open onOpenChange={(open) => (open ? undefined : onClose())}>
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
          {children}
        </div>
      </FocusModal.Body>
    </FocusModal.Content>
  </FocusModal>
)

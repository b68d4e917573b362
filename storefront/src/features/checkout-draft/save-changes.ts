/** What was typed, by the name of the field. */
export type SavedValues = Readonly<Record<string, readonly string[]>>

/** What changed on a page since it was last saved. */
export type DraftChanges = {
  readonly values: SavedValues
  readonly remind?: boolean | undefined
  /** `values` is the whole form: what it doesn't contain was emptied. Otherwise, other fields are left alone. */
  readonly whole?: true
}

export type StoredDraft = { readonly version: number; readonly values: SavedValues; readonly remind: boolean }

export type DraftStore = {
  read(): Promise<StoredDraft | undefined>
  /** Returns false when `version` is no longer the newest. */
  save(draft: { version: number; values: Record<string, string[]>; remind?: boolean | undefined }): Promise<boolean>
}

/** More than the tabs of one person that save in the same moment. */
const ATTEMPTS = 5

/**
 * Saves the changes of one page on top of what is saved. When another tab or device saves in between, its changes are read
 * and kept: only a field that both changed has the later text. Returns whether it was saved.
 */
export const saveChanges = async (store: DraftStore, { values, remind, whole }: DraftChanges): Promise<boolean> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const stored = await store.read()
    const merged = whole ? values : { ...stored?.values, ...values }
    const saved = await store.save({
      version: stored?.version ?? 0,
      values: Object.fromEntries(Object.entries(merged).map(([name, texts]) => [name, [...texts]])),
      remind,
    })
    if (saved) return true
  }
  return false
}

/**
 * Reads the changes that a page posts: the names of the fields in `changed`, and their values. What isn't saved, such as
 * consent or a card, is dropped.
 */
export const readChanges = (form: FormData, isSaved: (name: string) => boolean): DraftChanges => {
  const texts = (name: string): string[] => form.getAll(name).filter((value) => typeof value === "string")
  const changed = [...new Set(texts("changed"))]
  return {
    values: Object.fromEntries(changed.filter(isSaved).map((name) => [name, texts(name)])),
    ...(changed.includes("remind") ? { remind: form.get("remind") === "yes" } : {}),
  }
}

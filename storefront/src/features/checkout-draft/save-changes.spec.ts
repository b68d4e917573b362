import { type DraftStore, readChanges, saveChanges, type StoredDraft } from "./save-changes"

/** A store that compares versions, as the backend does. `meanwhile` runs between a read and the save that follows. */
const memoryStore = (meanwhile: (save: DraftStore["save"]) => Promise<unknown> = () => Promise.resolve()) => {
  let stored: StoredDraft | undefined
  const save: DraftStore["save"] = ({ version, values, remind }) => {
    if (version !== (stored?.version ?? 0)) return Promise.resolve(false)
    stored = { version: version + 1, values, remind: remind ?? stored?.remind ?? false }
    return Promise.resolve(true)
  }
  const store: DraftStore = {
    read: () => Promise.resolve(stored),
    save: async (draft) => (await meanwhile(save), save(draft)),
  }
  return { store, stored: () => stored }
}

describe("saving what changed", () => {
  it("keeps the fields that this page did not change, and the consent", async () => {
    const { store, stored } = memoryStore()
    await saveChanges(store, { values: { "customer.email": ["a@example.com"], requirements: ["One"] }, remind: true })
    await saveChanges(store, { values: { requirements: [""] } })
    expect(stored()).toEqual({
      version: 2,
      values: { "customer.email": ["a@example.com"], requirements: [""] },
      remind: true,
    })
  })

  it("a form that was sent replaces what is saved, so that an answer that was unchecked stays unchecked", async () => {
    const { store, stored } = memoryStore()
    await saveChanges(store, { values: { "intake.l.topics": ["a"], city: ["Pune"] } })
    await saveChanges(store, { values: { city: ["Pune"] }, whole: true })
    expect(stored()?.values).toEqual({ city: ["Pune"] })
  })

  it("keeps what another tab saved in between, however often", async () => {
    let others = 0
    const { store, stored } = memoryStore(async (save) => {
      others += 1
      if (others <= 3) await save({ version: others - 1, values: { [`tab${others}`]: ["theirs"], city: ["theirs"] } })
    })
    expect(await saveChanges(store, { values: { city: ["mine"] } })).toBe(true)
    expect(stored()?.values).toEqual({ tab3: ["theirs"], city: ["mine"] })
  })

  it("gives up when others never stop saving", async () => {
    expect(
      await saveChanges({ read: () => Promise.resolve(undefined), save: () => Promise.resolve(false) }, { values: {} })
    ).toBe(false)
  })
})

describe("reading what changed", () => {
  const isSaved = (name: string) => name.startsWith("customer.") || name.startsWith("intake.")

  it("takes the changed fields only, an emptied group included, and never a card or consent", () => {
    const form = new FormData()
    for (const name of ["customer.email", "intake.l.topics", "card.number", "consent", "intake.l.none"])
      form.append("changed", name)
    form.append("customer.email", "nora@")
    form.append("customer.phone", "unchanged")
    form.append("intake.l.topics", "a")
    form.append("intake.l.topics", "b")
    form.append("card.number", "4242424242424242")
    form.append("consent", "yes")
    expect(readChanges(form, isSaved)).toEqual({
      values: { "customer.email": ["nora@"], "intake.l.topics": ["a", "b"], "intake.l.none": [] },
    })
  })

  it("takes the reminder when its box was changed", () => {
    const form = new FormData()
    expect(readChanges(form, isSaved).remind).toBeUndefined()
    form.append("changed", "remind")
    expect(readChanges(form, isSaved).remind).toBe(false)
    form.append("remind", "yes")
    expect(readChanges(form, isSaved).remind).toBe(true)
  })
})
